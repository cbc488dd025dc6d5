import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Store } from '../store.ts';
import { folderStore } from './folder.ts';

describe('a store in a folder', () => {
  let root: string;
  let store: Store;

  beforeEach(async () => {
    root = join(await mkdtemp(join(tmpdir(), 'store-')), 'not', 'yet', 'there');
    store = folderStore(root);
  });
  afterEach(() => rm(join(root, '..', '..', '..'), { recursive: true, force: true }));

  test('gives back what was written, and nothing for what was not', async () => {
    await store.write('baselines/api/health.json', '{"a":"ü"}');
    assert.equal(await store.read('baselines/api/health.json'), '{"a":"ü"}');
    assert.equal(await store.read('baselines/api/ready.json'), undefined);
  });

  test('an empty store has no names and lets anything be removed', async () => {
    assert.deepEqual(await store.list(''), []);
    assert.deepEqual(await store.list('outbox/'), []);
    await store.remove('outbox/a.json');
  });

  test('lists the names that begin with a prefix, sorted', async () => {
    for (const name of ['b/2', 'b/1', 'b/deep/3', 'bc', 'a']) await store.write(name, '');
    assert.deepEqual(await store.list(''), ['a', 'b/1', 'b/2', 'b/deep/3', 'bc']);
    assert.deepEqual(await store.list('b/'), ['b/1', 'b/2', 'b/deep/3']);
    assert.deepEqual(await store.list('b/de'), ['b/deep/3']);
    assert.deepEqual(await store.list('b'), ['b/1', 'b/2', 'b/deep/3', 'bc']);
  });

  test('does not list what is no name: others may have put it there', async () => {
    await store.write('b/1', '');
    for (const stray of ['.hidden', 'a file', '1~']) await writeFile(join(root, 'b', stray), '');
    assert.deepEqual(await store.list('b/'), ['b/1', 'b/1~']);
  });

  test('a name that leads out of the store is refused', async () => {
    for (const name of ['../a', 'a/../../b', '/etc/passwd', '', 'a//b', '.writing/a', 'a\\b', 'a\0', 'a/.']) {
      await assert.rejects(async () => store.read(name), RangeError, name);
      await assert.rejects(async () => store.write(name, ''), RangeError, name);
      await assert.rejects(async () => store.move('a', name), RangeError, name);
    }
    await assert.rejects(async () => store.list('../'), RangeError);
  });

  test('only the owner can read a file, and no half-written one is left', async () => {
    await store.write('ledger/a', 'text');
    await store.append('ledger/b', 'text');
    for (const name of ['a', 'b']) assert.equal((await stat(join(root, 'ledger', name))).mode & 0o777, 0o600);
    assert.deepEqual(await readdir(join(root, '.writing')), []);
  });

  test('many writers of one name leave one whole text', async () => {
    const texts = Array.from({ length: 50 }, (_, at) => `${at}`.repeat(20_000));
    const reads = await Promise.all(texts.flatMap((text) => [store.write('a', text), store.read('a')]));
    const seen = reads.filter((text) => text !== undefined);
    assert.ok(seen.every((text) => texts.includes(text)));
    assert.ok(texts.includes((await store.read('a')) ?? ''));
  });

  test('lines of many writers do not mix', async () => {
    const lines = Array.from({ length: 100 }, (_, at) => `line ${at} ${'x'.repeat(500)}`);
    await Promise.all(lines.map((line) => store.append('log', `${line}\n`)));
    const kept = (await store.read('log'))?.trimEnd().split('\n');
    assert.deepEqual(kept?.toSorted(), lines.toSorted());
  });

  test('of many that move one text exactly one gets it', async () => {
    await store.write('waiting/a', 'text');
    const stores = Array.from({ length: 20 }, () => folderStore(root));
    const moved = await Promise.all(stores.map((one, at) => one.move('waiting/a', `claimed/${at}`)));
    assert.equal(moved.filter(Boolean).length, 1);
    assert.equal(await store.read(`claimed/${moved.indexOf(true)}`), 'text');
    assert.equal(await store.read('waiting/a'), undefined);
  });
});
