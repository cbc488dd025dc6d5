import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnsecuredJWT } from 'jose';
import { judgeCookies } from './judge-cookies.ts';

const from = 'https://api.shop.test/auth/login';
const jwt = new UnsecuredJWT({}).setSubject('u1').encode();
const judged = (...cookies: string[]) => judgeCookies({ accessToken: 'k3Jd9x', cookies }, 'rt', from);

test('a cookie of an old release that is taken away on the way is no second one', () => {
  const { set, dropped } = judged('rt=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'rt=n3w; Path=/auth; HttpOnly');
  assert.deepEqual([set.length, set[0]?.path, dropped], [1, '/auth', undefined]);
});

test('each time that a cookie is set counts', () => {
  const { set } = judged('rt=a; Path=/auth; HttpOnly; Secure; SameSite=Strict', 'rt=a; Path=/auth; SameSite=None');
  assert.deepEqual(
    set.map(({ httpOnly, sameSite }) => [Boolean(httpOnly), sameSite]),
    [
      [true, 'Strict'],
      [false, 'None'],
    ],
  );
});

for (const [line, why] of [
  ['rt=a; Path=/auth; Max-Age=0', /expired/],
  ['rt=a; Path=/auth; Max-Age=-5; Expires=Sat, 28 Nov 2096 08:00:00 GMT', /expired/],
  ['rt=a; Domain=shop.example; Path=/auth', /Domain is shop\.example/],
  ['rt=a; Path=/auth; SameSite=None', /SameSite=None and not Secure/],
  [`rt=${'a'.repeat(4_095)}; Path=/auth; Secure`, /longer than 4096/],
] as const)
  test(`a browser does not keep ${line}`, () => {
    const { set, dropped } = judged(line);
    assert.deepEqual(set, []);
    assert.match(dropped ?? '', why);
  });

test('over plain http a browser keeps a cookie that is not Secure, but on loopback either', () => {
  const over = (host: string, line: string) =>
    judgeCookies({ accessToken: '', cookies: [line] }, 'rt', `http://${host}/auth/login`);
  assert.match(over('shop.internal', 'rt=a; Path=/; Secure').dropped ?? '', /Secure and comes over plain HTTP/);
  assert.deepEqual(over('shop.internal', '__Host-rt=a; Path=/; Secure').carriers, []);
  assert.equal(over('shop.internal', 'rt=a; Path=/; HttpOnly').set.length, 1);
  assert.equal(over('127.0.0.1:3000', 'rt=a; Path=/; Secure').set.length, 1);
});

test('what was never set was not dropped either', () => {
  assert.deepEqual(judged('other=1'), { set: [], dropped: undefined, carriers: [] });
});

test('other cookies that carry a token are found by what they hold, a token of a form is none', () => {
  const { carriers } = judged('rt=a', `at=${jwt}`, 'auth=Bearer%20k3Jd9x; HttpOnly', `xsrf-token=${jwt}`, 'theme=dark');
  assert.deepEqual(
    carriers.map(({ key, httpOnly }) => [key, Boolean(httpOnly)]),
    [
      ['at', false],
      ['auth', true],
    ],
  );
});
