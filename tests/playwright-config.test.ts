import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import process from 'node:process';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
const root = fileURLToPath(new URL('..', import.meta.url));

/** The tiers whose checks Playwright lists when it is called directly. */
async function listedTiers(tiers: string): Promise<string[]> {
  const env = { PATH: process.env['PATH'], WATCHPOST_TIERS: tiers };
  const args = [playwright, 'test', '--list', '--reporter=line'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env });
  return [...new Set([...stdout.matchAll(/^ *\[(\w+)\] › /gm)].map(([, tier = '']) => tier))].toSorted();
}

describe('Playwright, called directly, runs the tiers that it is told', { concurrency: true }, () => {
  for (const [tiers, expected] of [
    ['', ['browser', 'http', 'purchase']],
    ['http', ['http']],
    ['http,browser', ['browser', 'http']],
  ] as const) {
    test(`WATCHPOST_TIERS=${tiers}`, async () => {
      assert.deepEqual(await listedTiers(tiers), expected);
    });
  }
});
