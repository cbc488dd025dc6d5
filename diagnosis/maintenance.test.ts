import assert from 'node:assert/strict';
import test from 'node:test';
import { maintenanceUntil } from './maintenance.ts';

const maintenance = [
  { weekday: 'Sat' as const, from: '02:00', to: '04:00' },
  { weekday: 'Sun' as const, from: '23:00', to: '01:00' },
];
const until = (instant: string) => maintenanceUntil(instant, { maintenance });

test('maintenance is under way from its first minute to its last', () => {
  assert.equal(until('2026-11-21T02:00:00.000Z'), '04:00');
  assert.equal(until('2026-11-21T03:59:59.000Z'), '04:00');
  assert.equal(until('2026-11-21T04:00:00.000Z'), undefined);
  assert.equal(until('2026-11-20T03:00:00.000Z'), undefined);
});

test('a window may pass midnight', () => {
  assert.equal(until('2026-11-22T23:30:00.000Z'), '01:00');
  assert.equal(until('2026-11-23T00:59:00.000Z'), '01:00');
  assert.equal(until('2026-11-22T00:30:00.000Z'), undefined);
});
