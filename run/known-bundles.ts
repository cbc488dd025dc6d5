import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The script and the style that Playwright's report of HTML brings with it, as they are installed: half a megabyte of every
 * run that is the same in each, and no place for a secret.
 */
let bundles: readonly Buffer[] | undefined;

/** None where it lies elsewhere: then a report is looked through as a whole. */
function installed(file: string): Buffer[] {
  try {
    const playwright = createRequire(createRequire(import.meta.url).resolve('@playwright/test'));
    const core = createRequire(playwright.resolve('playwright/package.json')).resolve('playwright-core/package.json');
    return [readFileSync(join(dirname(core), 'lib', 'vite', 'htmlReport', file))];
  } catch {
    return [];
  }
}

/** A file of a report without what stands in each of them, byte for byte. */
export function withoutBundles(bytes: Buffer): Buffer {
  bundles ??= ['report.js', 'report.css'].flatMap(installed);
  return bundles.reduce((rest, bundle) => {
    const at = rest.length < bundle.length ? -1 : rest.indexOf(bundle);
    return at < 0 ? rest : Buffer.concat([rest.subarray(0, at), rest.subarray(at + bundle.length)]);
  }, bytes);
}
