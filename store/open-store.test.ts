import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openStore } from './open-store.ts';

const target = { name: 'shop', environment: 'test' };

test('the store of a target lies in the place that is named, apart for each environment', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'watchpost-stores-'));
  try {
    await openStore(target, { WATCHPOST_STORE: folder }).write('seen.json', '1');
    assert.equal(readFileSync(join(folder, 'shop-test', 'seen.json'), 'utf8'), '1');
    assert.equal(
      await openStore({ ...target, environment: 'live' }, { WATCHPOST_STORE: folder }).read('seen.json'),
      undefined,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a place of a kind that is not known is refused with the forms that are', () => {
  assert.throws(() => openStore(target, { WATCHPOST_STORE: 'gs://bucket/seen' }), {
    name: 'RangeError',
    message: '"gs://bucket/seen" is no place for a store: expected s3://bucket/prefix or the path of a folder',
  });
});
