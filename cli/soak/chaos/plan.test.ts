import assert from 'node:assert/strict';
import { test } from 'node:test';
import { misfortuneNames } from './misfortunes.ts';
import { planOf } from './plan.ts';

test('a run meets with the same misfortune at the same moment again, by its seed and its number', () => {
  const [first, again] = [planOf(7, 3, 10_000), planOf(7, 3, 10_000)];
  assert.deepEqual(
    [first.misfortune, first.afterMs, first.random()],
    [again.misfortune, again.afterMs, again.random()],
  );
  assert.ok(first.afterMs >= 0 && first.afterMs < 10_000);
  assert.notEqual(planOf(7, 4, 10_000).afterMs, first.afterMs);
});

test('each misfortune comes once in as many runs as there are', () => {
  const all = misfortuneNames.map((_, at) => planOf(2026, misfortuneNames.length + at + 1, 1).misfortune);
  assert.deepEqual(all.toSorted(), misfortuneNames.toSorted());
});
