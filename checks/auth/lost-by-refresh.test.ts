import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lostByRefresh, lostBySignIn } from './lost-by-refresh.ts';

const [from, to] = ['https://api.desk.test/door/in', 'https://api.desk.test/auth/refresh'];
const before = ['seat=r1; Path=/auth; Secure; HttpOnly', 'theme=dark; Path=/'];
const lost = (name: string | undefined, ...set: string[]) => lostByRefresh({ before, from, to, name }, set);

test('a cookie that is set anew for the same place, or not at all, is there for the next refresh', () => {
  for (const name of ['seat', undefined])
    for (const set of [
      [],
      ['seat=r2; Path=/auth; Secure'],
      ['seat=r1; Path=/auth; Max-Age=60'],
      ['hint=1; Path=/auth'],
    ])
      assert.equal(lost(name, ...set), undefined, set[0]);
});

for (const [line, why] of [
  ['seat=; Path=/auth; Max-Age=0', /taken away/],
  ['seat=r2; Path=/auth; Expires=Thu, 01 Jan 1970 00:00:00 GMT', /expired/],
  ['seat=r2; Path=/', /the new one is for \/, and the one of before/],
  ['seat=r2; Path=/auth; Domain=desk.example', /Domain is desk\.example/],
] as const)
  test(`none is left by ${line}`, () => {
    const found = lost('seat', line);
    assert.equal(found?.cookie, 'seat');
    assert.match(found?.problem ?? '', why);
  });

test('of cookies that nobody named, one that goes while others stay may be of no matter', () => {
  assert.equal(lost(undefined, 'theme=; Path=/; Max-Age=0'), undefined);
  const both = lost(undefined, 'theme=; Path=/; Max-Age=0', 'seat=; Path=/auth; Max-Age=0');
  assert.match(both?.problem ?? '', /taken away/);
});

test('a sign-in whose cookie no browser keeps leaves none to refresh with, one kept for another path does', () => {
  const signedIn = (line: string) => lostBySignIn({ before: [line], from, to });
  assert.deepEqual(signedIn('__Host-seat=r1; Path=/auth; Secure'), {
    cookie: '__Host-seat',
    problem: 'its flags or its name forbid it',
  });
  assert.equal(signedIn('seat=r1; Path=/api'), undefined);
  assert.equal(signedIn('__Host-seat=r1; Path=/; Secure'), undefined);
});
