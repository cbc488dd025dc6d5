import { fileURLToPath } from 'node:url';
import config from '../../playwright.config.ts';

/** The checks as Playwright lists them, and those that the target does not watch: README.md names every check there is. */
export default {
  ...config,
  testDir: fileURLToPath(new URL('../../checks', import.meta.url)),
  grepInvert: [],
  globalTeardown: [],
  reporter: 'json' as const,
};
