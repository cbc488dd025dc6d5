import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { folderStore } from '#store/kinds/folder.ts';
import { Rotation } from './rotation.ts';

const folder = await mkdtemp(join(tmpdir(), 'rotation-'));
after(() => rm(folder, { recursive: true }));

const chunks = Array.from({ length: 100 }, (_, at) => {
  const url = `https://app.shop.test/c${at}.js`;
  return { url, kind: 'script' as const, needed: true, lazy: true };
});

test('a few runs see every chunk, and each says how far they have come', async () => {
  const store = folderStore(join(folder, 'seen'));
  const seen = new Set<string>();
  const told: (string | undefined)[] = [];
  for (const hour of [1, 2, 3, 4, 5]) {
    const rotation = await Rotation.of(store, 'r1', false);
    const chosen = rotation.choose(chunks, 10).map(({ url }) => url);
    assert.ok(chosen.length <= 22, 'with the ten of the page they are thirty-two');
    for (const url of chosen) seen.add(url);
    await rotation.keep(store, chosen, new Date(Date.UTC(2026, 0, 1, hour)));
    told.push(rotation.leftOut(new Map(chosen.map((url) => [url, true]))));
  }
  assert.equal(seen.size, 100);
  assert.match(told[0] ?? '', /22 of 100 .* at 22 of them/);
  assert.match(told[4] ?? '', /22 of 100 .* at 100 of them/);
});

test('a gate looks at all, a page with many files of its own still at a few, and a cut-off memory is none', async () => {
  const store = folderStore(join(folder, 'others'));
  assert.equal((await Rotation.of(store, 'r1', true)).choose(chunks, 10).length, 100);
  const rotation = await Rotation.of(store, 'r1', false);
  assert.equal(rotation.choose(chunks, 90).length, 4);
  assert.equal(rotation.choose(chunks.slice(4), 94).length, 0);
  await store.write('frontend/looked-at.json', '{"release":"r1","loo');
  assert.equal((await Rotation.of(store, 'r1', false)).choose(chunks, 0).length, 32);
});
