import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SignJWT, UnsecuredJWT } from 'jose';
import { readJwt } from './read-jwt.ts';

test('a signed token says who, since when, until when, and what else', async () => {
  const token = await new SignJWT({ role: 'user', email: 'probe@shop.test' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('u1')
    .setIssuedAt(1_000)
    .setExpirationTime(8_200)
    .sign(new Uint8Array(32));
  assert.deepEqual(readJwt(token), { alg: 'HS256', sub: 'u1', iat: 1_000, exp: 8_200, others: ['role', 'email'] });
});

test('a token that nobody signed is read too', () => {
  const token = new UnsecuredJWT({}).setSubject('u1').encode();
  assert.deepEqual(readJwt(token), { alg: 'none', sub: 'u1', iat: undefined, exp: undefined, others: [] });
});

test('an opaque token says nothing, and is no error', () => {
  for (const token of ['', 'k3Jd9x', 'a.b.c', 'one.two']) assert.equal(readJwt(token), undefined, token);
});
