import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wrongFlags } from './cookie-flags.ts';
import { authFailures } from './failures.ts';

const expected = { name: 'refresh', path: '/auth', sameSite: ['Strict' as const, 'None' as const] };
const right = { httpOnly: true, secure: true, path: '/auth', sameSite: 'None' };

test('a cookie as promised has no wrong flag', () => assert.deepEqual(wrongFlags(right, expected), []));

test('each flag is told by its name, with what it should be and what it is', () => {
  assert.deepEqual(wrongFlags({ ...right, httpOnly: false }, expected), [
    { flag: 'HttpOnly', expected: 'set', got: 'not set' },
  ]);
  assert.deepEqual(wrongFlags({ ...right, secure: undefined }, expected), [
    { flag: 'Secure', expected: 'set', got: 'not set' },
  ]);
  assert.deepEqual(wrongFlags({ ...right, path: null }, expected), [
    { flag: 'Path', expected: '/auth', got: '(none)' },
  ]);
  assert.deepEqual(wrongFlags({ ...right, sameSite: 'Lax' }, expected), [
    { flag: 'SameSite', expected: 'Strict or None', got: 'Lax' },
  ]);
});

test('over plain http no cookie has to be Secure, and everything else is as promised all the same', () => {
  assert.deepEqual(wrongFlags({ ...right, secure: false }, expected, true), []);
  assert.deepEqual(
    wrongFlags({ ...right, secure: false, httpOnly: false }, expected, true).map(({ flag }) => flag),
    ['HttpOnly'],
  );
});

test('the failure says every flag in its own words', () => {
  const wrong = wrongFlags({ path: '/' }, expected);
  const facts = {
    cookie: 'refresh',
    flags: wrong.map(({ flag }) => flag),
    expected: wrong.map((one) => one.expected),
    got: wrong.map(({ got }) => got),
  };
  assert.equal(
    authFailures['cookie-unprotected'].message(facts),
    'refresh: not HttpOnly: scripts can read it; not Secure: sent over plain HTTP; Path=/, expected /auth; ' +
      'SameSite=(none), expected Strict or None',
  );
});
