import assert from 'node:assert/strict';
import { test } from 'node:test';
import { curveOfDoor, isLinear, ratiosOf } from './door-curve.ts';

const curve = (...costs: number[]) => costs.map((dense, at) => ({ mega: [0.1, 1, 10][at] ?? 0, dense, clean: 50 }));

test('a door is linear when a million of characters costs in a long text what it costs in a short one', () => {
  assert.equal(isLinear(curve(190, 100, 120)), true, 'what is done once weighs more in a short text');
  assert.equal(isLinear(curve(40, 100, 400)), false, 'one that looks at everything from everywhere');
  assert.equal(isLinear([]), true);
  assert.deepEqual(ratiosOf(curve(190, 100, 120), 'dense'), [1.9, 1, 1.2]);
});

test('what it costs is measured at each length', () => {
  const [short, longer] = curveOfDoor([0.01, 0.02]);
  assert.deepEqual([short?.mega, longer?.mega], [0.01, 0.02]);
  assert.ok(Number(short?.dense) > 0);
});
