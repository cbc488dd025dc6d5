import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { folderStore } from '#store/kinds/folder.ts';
import { changedAssets } from './asset-hashes.ts';

const folder = await mkdtemp(join(tmpdir(), 'asset-memory-'));
after(() => rm(folder, { recursive: true }));
let count = 0;
const emptyStore = () => folderStore(join(folder, String(count++)));
const asset = (name: string, hash?: string) => ({ name, ...(hash && { hash }) });

test('an asset whose name holds a hash and whose bytes became others is named, for as long as they stay so', async () => {
  const store = emptyStore();
  assert.deepEqual(await changedAssets(store, 'current', [asset('/assets/app-BY08BfaN.js', 'a')]), []);
  assert.deepEqual(await changedAssets(store, 'current', [asset('/assets/app-BY08BfaN.js', 'a')]), []);
  for (const _ of ['once', 'and again'])
    assert.deepEqual(await changedAssets(store, 'current', [asset('/assets/app-BY08BfaN.js', 'b')]), [
      '/assets/app-BY08BfaN.js',
    ]);
});

test('a new release brings new names, and nothing of the old is kept', async () => {
  const store = emptyStore();
  await changedAssets(store, 'current', [asset('/assets/app-BY08BfaN.js', 'a')]);
  assert.deepEqual(await changedAssets(store, 'current', [asset('/assets/app-C1fF0r3d.js', 'b')]), []);
  assert.deepEqual(await changedAssets(store, 'current', [asset('/assets/app-BY08BfaN.js', 'c')]), []);
});

test('an asset of a plain name may change, and one that did not come tells nothing', async () => {
  const store = emptyStore();
  await changedAssets(store, 'current', [asset('/favicon.svg', 'a'), asset('/assets/app-BY08BfaN.js', 'a')]);
  assert.deepEqual(
    await changedAssets(store, 'current', [asset('/favicon.svg', 'b'), asset('/assets/app-BY08BfaN.js')]),
    [],
  );
});

test('an asset that this run did not ask for stays remembered as long as the index knows it', async () => {
  const store = emptyStore();
  await changedAssets(store, 'current', [asset('/assets/app-BY08BfaN.js', 'a')]);
  await changedAssets(store, 'current', [], ['/assets/app-BY08BfaN.js']);
  assert.deepEqual(await changedAssets(store, 'current', [asset('/assets/app-BY08BfaN.js', 'b')]), [
    '/assets/app-BY08BfaN.js',
  ]);
});

test('the index before has a memory of its own', async () => {
  const store = emptyStore();
  await changedAssets(store, 'current', [asset('/assets/app-BY08BfaN.js', 'a')]);
  assert.deepEqual(await changedAssets(store, 'previous', [asset('/assets/app-BY08BfaN.js', 'b')]), []);
});
