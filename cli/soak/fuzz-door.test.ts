import assert from 'node:assert/strict';
import { test } from 'node:test';
import { curveOfDoor, fuzzDoor } from './fuzz-door.ts';

test('of 2,000 random secrets in random spellings none gets through the door, and what stands around them does', () => {
  const { leaks, spoilt, texts } = fuzzDoor(2_000, 14);
  assert.deepEqual([leaks, spoilt, texts], [[], 0, 2_000]);
});

test('a text of twice the length takes about twice the time', () => {
  curveOfDoor([20_000]);
  const [half = { ms: 0 }, whole = { ms: 0 }] = curveOfDoor([50_000, 200_000]);
  assert.ok(whole.ms < 12 * Math.max(half.ms, 20), `${half.ms} ms, ${whole.ms} ms`);
});
