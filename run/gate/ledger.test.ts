import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { folderStore } from '#store/kinds/folder.ts';
import { gatesSoFar, type LedgerEntry, noteGate, wouldHaveBlocked } from './ledger.ts';

const entry = (differing: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...{ at: '2026-11-21T12:00:00.000Z', verdict: 'ok', mode: 'observe', blocks: false, releases: ['api=5e0c1d2'] },
  run: 'https://github.example/shop/actions/runs/7',
  ...differing,
});

test('gates are counted with what they would have blocked, each with its run; two at once do not lose each other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'watchpost-ledger-'));
  try {
    const store = folderStore(folder);
    assert.equal(wouldHaveBlocked(await gatesSoFar(store)), 'would have blocked 0 of 0');
    const skipped = entry({ verdict: 'skipped', skipped: 'the status page of the host is down' });
    const all = [entry(), entry({ verdict: 'failed', blocks: true }), entry(), skipped];
    await Promise.all(all.map((one) => noteGate(store, one)));
    await store.append('gate/ledger.jsonl', '{"at":"20');
    const told = wouldHaveBlocked(await gatesSoFar(store));
    assert.equal(told, 'would have blocked 1 of 3 (2026-11-21 https://github.example/shop/actions/runs/7); 1 skipped');
  } finally {
    await rm(folder, { recursive: true });
  }
});
