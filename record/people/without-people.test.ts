import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withoutPeople } from './without-people.ts';

describe('a text without people', () => {
  const rows: [string, string][] = [
    ['no match for Maja Lindqvist of Storgatan 12', 'no match for [name] of [name]'],
    ['Maja Lindqvist was refused', '[name] was refused'],
    ['User Åsa Öberg-Ek not found', 'User [name] not found'],
    ['call +46 70 123 45 67 first', 'call [number] first'],
    ['the order of Omar', 'the order of [name]'],
    ['no match for maja lindqvist', 'no match for [name]'],
    ['MAJA_LINDQVIST not found', '[name] not found'],
    ['user majaLindqvist, majalindqvist99', 'user [name], [name]'],
    ['нет пользователя Майя Линдквист', '[name]'],
    ['المستخدم مايا غير موجود: 401', '[name]: 401'],
    ['ユーザー 前田真綾 not found', '[name] not found'],
    ['מאיה is not allowed', '[name] is not allowed'],
    ['born 1985-07-09, 850709-9805 in 59.334591', '[name] [number] in [number]'],
    ['id 65f1c09e77aa is unknown', 'id [name] is unknown'],
    ['token a1b2c3d4 is unknown', 'token [name] is unknown'],
  ];
  for (const [said, expected] of rows)
    test(`of "${said}" says the rest`, () => assert.equal(withoutPeople(said), expected));

  const kept = [
    'Invalid email or password',
    'Cannot read properties of undefined (handling checkout.session.completed)',
    'MongoServerError: E11000 duplicate key',
    'net::ERR_CONNECTION_RESET',
    'refused: [redacted WATCHPOST_PROBE_PASSWORD] is wrong',
    'entity[name] is required: VALIDATION_ERROR, resource_missing',
    'connect ECONNREFUSED 127.0.0.1:443',
    'Internal Server Error',
    'Failed to load resource: the server responded with a status of 401 (Unauthorized)',
    'theme is not defined',
    "Identifier 'theme' has already been declared",
    'await is only valid in async functions and the top level bodies of modules',
    'Illegal return statement',
    'ServiceWorker script evaluation failed',
  ];
  for (const text of kept) test(`keeps "${text}"`, () => assert.equal(withoutPeople(text), text));

  test('keeps the words of a target where they are given', () => {
    assert.equal(withoutPeople('arrivals of loventia-api'), '[name] of [name]');
    assert.equal(
      withoutPeople('arrivals of loventia-api', new Set(['loventia', 'arrivals'])),
      'arrivals of loventia-api',
    );
  });

  test('is not changed by a second time', () => {
    for (const [said] of rows) assert.equal(withoutPeople(withoutPeople(said)), withoutPeople(said));
  });
});
