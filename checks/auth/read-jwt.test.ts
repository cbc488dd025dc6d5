import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SignJWT, UnsecuredJWT } from 'jose';
import { isInMilliseconds, readJwt } from './read-jwt.ts';

test('a signed token says who, since when and until when', async () => {
  const token = await new SignJWT({ role: 'user', email: 'probe@shop.test' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('u1')
    .setIssuedAt(1_000)
    .setExpirationTime(8_200)
    .sign(new Uint8Array(32));
  assert.deepEqual(readJwt(token), { alg: 'HS256', sub: 'u1', iat: 1_000, exp: 8_200, secrets: [] });
});

test('a token that nobody signed is read too', () => {
  const token = new UnsecuredJWT({}).setSubject('u1').encode();
  assert.deepEqual(readJwt(token), { alg: 'none', sub: 'u1', iat: undefined, exp: undefined, secrets: [] });
});

test('an opaque token says nothing, and is no error', () => {
  for (const token of ['', 'k3Jd9x', 'a.b.c', 'one.two']) assert.equal(readJwt(token), undefined, token);
});

test('a claim that holds a password is told by its name, and one that is only about one is not', () => {
  const claims = {
    ...{
      at_hash: 'x1y2z3',
      c_hash: 'x1y2z3',
      password_changed_at: '2026-01-01',
      passwordSet: true,
      secret_question: 'a b',
    },
    ...{ passwordHash: 'c2NyeXB0', pwd: 'hunter22', note: '$2b$10$N9qo8uLOickgx2ZMRZoMye' },
  };
  assert.deepEqual(readJwt(new UnsecuredJWT(claims).encode())?.secrets, ['passwordHash', 'pwd', 'note']);
});

test('a time in milliseconds is told from one in seconds', () => {
  assert.deepEqual([1_795_000_000, 1_795_000_000_000, undefined].map(isInMilliseconds), [false, true, false]);
});
