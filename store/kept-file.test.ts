import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { z } from 'zod';
import { boundedStore } from './bounded-store.ts';
import { keptFile } from './kept-file.ts';
import { folderStore } from './kinds/folder.ts';
import { quietStore } from './quiet-store.ts';
import { asideSince, setAside } from './set-aside.ts';
import type { Store } from './store.ts';

const file = keptFile('seen/pages.json', z.strictObject({ pages: z.array(z.string()) }));
let root = '';
let store: Store;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'watchpost-kept-file-'));
  store = folderStore(root);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const path = () => join(root, 'seen', 'pages.json');

function huge(): void {
  writeFileSync(path(), '');
  truncateSync(path(), 2 ** 40);
}

test('a file comes back as it was kept, and nothing is set aside', async () => {
  assert.equal(await file.recall(store), undefined);
  await file.remember(store, { pages: ['/'] });
  assert.deepEqual(await file.recall(store), { pages: ['/'] });
  assert.deepEqual(await asideSince(store, new Date(0)), []);
});

for (const [what, spoil] of [
  ['cut off', () => writeFileSync(path(), '{"pages":["/"')],
  ['empty', () => writeFileSync(path(), '')],
  ['of another schema', () => writeFileSync(path(), '{"pages":[1]}')],
  ['not even text', () => writeFileSync(path(), Buffer.from([0, 255, 1, 254]))],
  ['nested without end', () => writeFileSync(path(), '['.repeat(2_000_000))],
  ['larger than memory', huge],
  ['a pipe that nobody writes to', () => execFileSync('sh', ['-c', 'mkfifo "$0"', path()])],
] as const)
  test(`a file that is ${what} is none, is set aside, and makes room for the next`, async () => {
    const before = new Date();
    mkdirSync(join(root, 'seen'));
    spoil();
    assert.equal(await file.recall(store), undefined);
    assert.match(readdirSync(join(root, 'seen')).join(), /^pages\.json\.bad-\d{4}-/);
    if (!what.includes('pipe')) assert.equal((await asideSince(store, before)).length, 1);
    await file.remember(store, { pages: ['/next'] });
    assert.deepEqual(await file.recall(store), { pages: ['/next'] });
  });

test('a folder where the file should be is set aside with all that is in it', async () => {
  mkdirSync(join(path(), 'deep'), { recursive: true });
  assert.equal(await file.recall(store), undefined);
  await file.remember(store, { pages: [] });
  assert.deepEqual(await file.recall(store), { pages: [] });
});

test('of what was set aside the newest twenty stay, and only what is new is told', async () => {
  for (let at = 0; at < 25; at += 1) {
    await store.write('a.json', String(at));
    await setAside(store, 'a.json', new Date(1_000 * at));
  }
  const kept = await asideSince(store, new Date(0));
  assert.equal(kept.length, 20);
  assert.equal(await store.read(kept[0] ?? ''), '5');
  assert.equal((await asideSince(store, new Date(23_000))).length, 2);
});

test('a store that cannot be used is empty for whoever must not fail by it, and says why once', async () => {
  const failures: string[] = [];
  writeFileSync(join(root, 'taken'), '');
  const quiet = quietStore(folderStore(join(root, 'taken')), failures);
  assert.equal(await file.recall(quiet), undefined);
  await file.remember(quiet, { pages: [] });
  assert.deepEqual(await quiet.list(''), []);
  assert.equal(await quiet.move('a', 'b'), false);
  assert.equal(failures.length, 1);
  assert.match(failures[0] ?? '', /ENOTDIR/);
  await assert.rejects(quiet.read('../a'), RangeError, 'a wrong name stays a mistake');
});

test('a store that hangs is waited for once', async () => {
  const asked: string[] = [];
  const hanging: Store = {
    ...store,
    read(name) {
      asked.push(name);
      return new Promise<never>(() => undefined);
    },
  };
  const bounded = boundedStore(hanging, 20);
  await assert.rejects(bounded.read('one'), /does not answer within 0.02 s/);
  await assert.rejects(bounded.read('two'), /does not answer/);
  await assert.rejects(bounded.write('three', ''), /does not answer/);
  assert.deepEqual(asked, ['one']);
});
