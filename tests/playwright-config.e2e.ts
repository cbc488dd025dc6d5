import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import process from 'node:process';
import { test } from 'node:test';
import { promisify } from 'node:util';

const config = new URL('../playwright.config.ts', import.meta.url).href;

/** The projects of the configuration for each value of `WATCHPOST_TIERS`, one after the other in a process of their own. */
async function projectsFor(values: readonly string[], own: Record<string, string> = {}): Promise<string[][]> {
  const script = `
    const found = [];
    for (const tiers of ${JSON.stringify(values)}) {
      process.env.WATCHPOST_TIERS = tiers;
      const { default: config } = await import('${config}?' + found.length);
      found.push(config.projects.map(({ name }) => name).sort());
    }
    console.log(JSON.stringify(found));`;
  const env = { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'], ...own };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env });
  return JSON.parse(stdout);
}

test('Playwright, called directly, has the tiers that it is told as its projects', async () => {
  assert.deepEqual(await projectsFor(['', 'http', 'http,browser', 'http browser']), [
    ['browser', 'http', 'purchase'],
    ['http'],
    ['browser', 'http'],
    ['browser', 'http'],
  ]);
});

test('a command has all pages opened by one worker', async () => {
  assert.deepEqual(await projectsFor(['', 'browser'], { WATCHPOST_ONE_BROWSER: 'true' }), [
    ['http', 'purchase+browser'],
    ['purchase+browser'],
  ]);
});
