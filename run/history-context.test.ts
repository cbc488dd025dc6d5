import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCheck, aDraft, aFailure } from '#record/check-for-test.ts';
import { finalizeRecord } from '#record/finalize-record.ts';
import { fingerprintOf } from '#record/fingerprint.ts';
import { historyContextOf } from './history-context.ts';

const endedAt = '2026-11-21T10:15:00.000Z';
const wellRun = finalizeRecord(
  aDraft([aCheck('api/ready')], { releases: { api: ['9ab12f0'], app: ['x'.repeat(60)] } }),
);
const redRun = finalizeRecord(
  aDraft([aFailure('api/ready', 'dependency')], { endedAt, releases: { api: ['c41d77e'], app: ['y'.repeat(60)] } }),
);
const good = fingerprintOf(wellRun);

test('the first red run is the first bad one, and says what is not as it was', () => {
  const before = historyContextOf({ redRuns: 0, lastGoodAt: wellRun.endedAt, good, previous: wellRun }, redRun);
  assert.deepEqual([before.firstBadAt, before.redRuns, before.lastGoodAt], [endedAt, 1, wellRun.endedAt]);
  assert.equal(
    before.changed,
    `release of api 9ab12f0 -> c41d77e; release of app ${'x'.repeat(40)}… -> ${'y'.repeat(40)}…`,
  );
  assert.equal(before.previous, wellRun);
});

test('a later red run keeps the first one', () => {
  const firstBadAt = '2026-11-21T10:05:00.000Z';
  const before = historyContextOf({ redRuns: 2, firstBadAt }, redRun);
  assert.deepEqual(before, { firstBadAt, redRuns: 3 });
});

test('a good run has nothing to compare, whatever has changed', () => {
  assert.deepEqual(historyContextOf({ redRuns: 0, lastGoodAt: endedAt, good: { 'release of api': 'old' } }, wellRun), {
    lastGoodAt: endedAt,
  });
});
