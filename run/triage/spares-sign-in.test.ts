import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCheck, failing } from '#record/samples/sample-check.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { sparesSignIn } from './spares-sign-in.ts';

const target = await loadTarget('loventia');
const exchange = { method: 'POST', url: 'https://api.example/login', phases: { total: 9 }, redirects: [] };
const answered = (headers: Record<string, string>, status = 200) =>
  aCheck('auth/login', { exchanges: [{ ...exchange, status, headers }] });

test('sign-in is left alone where it says that it will soon refuse, in any of the forms it is said in', () => {
  for (const headers of [
    { 'ratelimit-remaining': '3' },
    { 'x-ratelimit-remaining': '0' },
    { ratelimit: 'limit=20, remaining=7, reset=300' },
    { ratelimit: '"login";r=2;t=55' },
  ])
    assert.ok(sparesSignIn([answered(headers)], target), JSON.stringify(headers));
});

test('sign-in is left alone where it has refused for being asked too often', () => {
  assert.ok(sparesSignIn([answered({}, 429)], target));
  assert.ok(sparesSignIn([aCheck('auth/login', failing('rate-limited'))], target));
});

test('sign-in is asked each time where nothing speaks against it, whatever another part says of its own limit', () => {
  const other = aCheck('api/steady', {
    exchanges: [{ ...exchange, status: 429, headers: { 'ratelimit-remaining': '0' } }],
  });
  assert.ok(!sparesSignIn([answered({ 'ratelimit-remaining': '80' }), answered({}), other], target));
});
