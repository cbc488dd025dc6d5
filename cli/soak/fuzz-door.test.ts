import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuzzDoor } from './fuzz-door.ts';

test('of 2,000 random secrets in random spellings none gets through the door, and what stands around them does', () => {
  const { leaks, spoilt, texts } = fuzzDoor(2_000, 14);
  assert.deepEqual([leaks, spoilt, texts], [[], 0, 2_000]);
});
