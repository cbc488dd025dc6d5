import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildWeb } from './build-web.ts';

let cacheDir: string;

before(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'demo-web-'));
});

after(() => rm(cacheDir, { recursive: true }));

test('builders that start together end with one build and no leftovers', async () => {
  const builds = await Promise.all([1, 2, 3].map(() => buildWeb({ cacheDir })));
  assert.equal(new Set(builds.map(({ dir }) => dir)).size, 1);
  assert.equal((await readdir(cacheDir)).length, 1);
});

test('the next release has another entry and other pages, and keeps what did not change', async () => {
  const [current, next] = await Promise.all([assets('current'), assets('next')]);
  const changed = current.filter((name) => !next.includes(name));
  assert.ok(changed.some((name) => /^index-.*\.js$/.test(name)));
  assert.ok(changed.some((name) => /^discover-.*\.js$/.test(name)));
  assert.ok(next.includes(current.find((name) => name.endsWith('.woff2'))!));
});

test('index.html leaves the address of the API to whoever serves it', async () => {
  const { dir } = await buildWeb({ cacheDir });
  assert.match(await readFile(join(dir, 'index.html'), 'utf8'), /<meta name="loventia-api" content="%API_URL%">/);
});

async function assets(release: 'current' | 'next'): Promise<string[]> {
  const { dir } = await buildWeb({ release, cacheDir });
  return readdir(join(dir, 'assets'));
}
