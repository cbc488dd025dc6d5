import assert from 'node:assert/strict';
import test from 'node:test';
import { type Facts, fittingFacts } from './facts.ts';

test('facts that fit are told as they are', () => {
  const facts: Facts = { status: 500, got: ['a', 'b'], count: 1 };
  assert.equal(fittingFacts(facts), facts);
});

test('what a server sent in another type than it is declared is told as it is written, and lost where that does not fit', () => {
  const sent: unknown = {
    object: 'price_1',
    expected: 'sek',
    got: null,
    name: 7,
    status: 'many',
    path: { a: 1 },
    odd: 'x',
  };
  const kept = { object: 'price_1', expected: 'sek', got: 'null', name: '7', path: '{"a":1}' };
  assert.deepEqual(fittingFacts(sent as Facts), kept);
});
