import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeFreezeUntil } from './change-freeze.ts';

const until = (instant: string, ...changeFreeze: { lastDays: number; of: 'month' | 'quarter' | 'year' }[]) =>
  changeFreezeUntil(instant, { changeFreeze });

test('the last days of a period are frozen, to its last moment, and no other day', () => {
  const week = { lastDays: 7, of: 'quarter' } as const;
  assert.equal(until('2026-03-24T23:59:59Z', week), undefined);
  assert.equal(until('2026-03-25T00:00:00Z', week), '2026-03-31');
  assert.equal(until('2026-12-31T23:59:59Z', week), '2026-12-31');
  assert.equal(until('2027-01-01T00:00:00Z', week), undefined);
  assert.equal(until('2026-02-27T12:00:00Z', week), undefined);
  assert.equal(until('2028-02-28T12:00:00Z', { lastDays: 2, of: 'month' }), '2028-02-29');
});

test('of two freezes the longer counts, and without any nothing is frozen', () => {
  const instant = '2026-12-31T12:00:00Z';
  assert.equal(until(instant, { lastDays: 1, of: 'month' }, { lastDays: 14, of: 'year' }), '2026-12-31');
  assert.equal(until(instant), undefined);
});
