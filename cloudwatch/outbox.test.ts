import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { folderStore } from '#store/kinds/folder.ts';
import type { Store } from '#store/store.ts';
import type { Batch } from './batch.ts';
import { datum } from './data-point.ts';
import { claimWaiting, countKept, hold, lose, release, settle, takeLost } from './outbox.ts';

const now = new Date('2026-11-21T07:30:00.000Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

function batchOf(moment: Date, size = 1): Batch {
  const data = Array.from({ length: size }, () => datum('RunCompleted', { Target: 'shop' }, 1, moment.toISOString()));
  return { namespace: 'Watchpost', runId: '20261121-0730/7f3c', data };
}

describe('the outbox', () => {
  let root: string;
  let store: Store;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'outbox-'));
    store = folderStore(root);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  test('hands out what waits, oldest first, as it was written down', async () => {
    for (const minutes of [5, 60, 1]) await release(store, await hold(store, batchOf(minutesAgo(minutes)), now));
    const batches = await Array.fromAsync(claimWaiting(store, now), ({ batch }) => batch);
    assert.deepEqual(
      batches,
      [60, 5, 1].map((minutes) => batchOf(minutesAgo(minutes))),
    );
  });

  test('what a run holds is not handed out to another', async () => {
    await hold(store, batchOf(now), minutesAgo(5));
    assert.deepEqual(await Array.fromAsync(claimWaiting(store, now)), []);
  });

  test('what a dead run left behind is handed out again', async () => {
    await hold(store, batchOf(now), minutesAgo(11));
    assert.equal((await Array.fromAsync(claimWaiting(store, now))).length, 1);
  });

  test('and so is what a living one has sent without an answer; both with the word that it may be there', async () => {
    await hold(store, batchOf(minutesAgo(12)), minutesAgo(11));
    await release(store, { ...(await hold(store, batchOf(minutesAgo(5), 2), now)), sentAt: minutesAgo(1).getTime() });
    await release(store, await hold(store, batchOf(minutesAgo(3)), now));
    assert.equal(await countKept(store), 4);
    const claims = await Array.fromAsync(claimWaiting(store, now), ({ sentAt, size }) => [sentAt, size]);
    assert.deepEqual(claims, [
      [minutesAgo(11).getTime(), 1],
      [minutesAgo(1).getTime(), 2],
      [undefined, 1],
    ]);
  });

  test('a stray file is neither sent nor in the way', async () => {
    await store.write('outbox/sending/stray', '');
    await release(store, await hold(store, batchOf(now), now));
    assert.equal((await Array.fromAsync(claimWaiting(store, now))).length, 1);
  });

  test('counts data points, not files', async () => {
    await release(store, await hold(store, batchOf(now, 3), now));
    await hold(store, batchOf(now, 4), now);
    assert.equal(await countKept(store), 7);
  });

  test('what is settled is gone', async () => {
    await settle(store, await hold(store, batchOf(now), now));
    assert.deepEqual(await store.list(''), []);
  });

  test('a loss is told by exactly one of those who ask', async () => {
    await lose(store, { ...(await hold(store, batchOf(now, 3), now)), reason: 'no' });
    const told = await Promise.all([1, 2, 3].map(() => takeLost(store)));
    assert.deepEqual(told.toSorted(), [0, 0, 3]);
    assert.equal(await takeLost(store), 0);
  });

  test('of what was lost the newest fifty batches are kept to look at', async () => {
    for (let minutes = 60; minutes > 0; minutes -= 1) {
      await lose(store, { ...(await hold(store, batchOf(minutesAgo(minutes)), now)), reason: 'no' });
    }
    assert.equal(await takeLost(store), 60);
    const aside = await store.list('outbox/aside/');
    assert.equal(aside.length, 50);
    assert.match(aside[0] ?? '', new RegExp(`/${minutesAgo(50).getTime()}_`));
  });
});
