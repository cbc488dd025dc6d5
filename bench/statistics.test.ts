import assert from 'node:assert/strict';
import { test } from 'node:test';
import { median } from '#record/median.ts';
import { ratioOf } from './statistics.ts';

test('the median is the middle figure, whatever the order', () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([4]), 4);
});

test('the median of an even number of figures is the mean of the two in the middle', () => {
  assert.equal(median([1, 2, 4, 100]), 3);
});

test('there is no median without figures', () => {
  assert.ok(Number.isNaN(median([])));
});

test('a ratio is that of the medians, its range that of the single pairs', () => {
  assert.deepEqual(ratioOf({ ours: [2, 4, 30], beside: [2, 2, 10] }), { value: 2, range: [1, 3] });
});
