import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { folderStore } from './kinds/folder.ts';
import { enter, openEntries } from './open-purchases.ts';

test('an entry that cannot be read hides no other, and is not read again', async () => {
  const root = mkdtempSync(join(tmpdir(), 'watchpost-purchases-'));
  try {
    const store = folderStore(root);
    await enter(store, { run: 'r1', account: 2, begunAt: '2026-11-28T10:00:00.000Z' });
    await store.write('ledger/r0.json', '{"run":"r0","acc');
    for (const _ of ['first', 'again']) {
      assert.deepEqual(
        (await openEntries(store)).map(({ run }) => run),
        ['r1'],
      );
    }
    assert.equal((await store.list('ledger/')).length, 2);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
