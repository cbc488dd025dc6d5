import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withoutPii } from './pii.ts';

describe('a text without people', () => {
  const rows: [string, string][] = [
    ['no match for Maja Lindqvist of Storgatan 12', 'no match for [name] of [name]'],
    ['Maja Lindqvist was refused', '[name] was refused'],
    ['User Åsa Öberg-Ek not found', 'User [name] not found'],
    ['call +46 70 123 45 67 first', 'call [number] first'],
    ['the order of Omar', 'the order of [name]'],
  ];
  for (const [said, expected] of rows)
    test(`of "${said}" says the rest`, () => assert.equal(withoutPii(said), expected));

  const kept = [
    'Invalid email or password',
    'Cannot read properties of undefined (handling checkout.session.completed)',
    'MongoServerError: E11000 duplicate key',
    'connect ECONNREFUSED 127.0.0.1:443',
    'Internal Server Error',
    'Failed to load resource: the server responded with a status of 401 (Unauthorized)',
    'theme is not defined',
  ];
  for (const text of kept) test(`keeps "${text}"`, () => assert.equal(withoutPii(text), text));

  test('keeps no single word of a page, where it is asked to be strict', () => {
    assert.equal(withoutPii('Maja'), 'Maja');
    assert.equal(withoutPii('Maja', { strict: true }), '[name]');
  });

  test('is not changed by a second time', () => {
    for (const [said] of rows) assert.equal(withoutPii(withoutPii(said)), withoutPii(said));
  });
});
