import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cookiesLeftBy, tooMuchIn } from './refusal.ts';

describe('the words of a refusal', () => {
  for (const text of [
    '{"error":"Invalid email or password"}',
    '{"errors":[{"field":"password","message":"is wrong"}]}',
    '{"password":["incorrect password"]}',
    '{"code":400,"error_code":"invalid_credentials","msg":"Invalid login credentials"}',
    '{"accessToken":""}',
    '{"errors":{"refresh_token":"is missing","password":"Password1 is wrong"}}',
    '{"hash":"4f2c9d1","message":"Contact us at support (weekdays)"}',
    '{"password":"********"}',
  ])
    test(`say no more than that it is one: ${text}`, () => assert.equal(tooMuchIn(text), undefined));

  const rows = {
    '{"error":"no","accessToken":"k3Jd9x"}': 'token',
    '{"refresh_token": "k3Jd9x"}': 'token',
    '{"user":{"password":"$2b$10$N9qo8uLOickgx2ZMRZoMye"}}': 'password',
    '{"email":"a@b.c","password":"0f9d3a52-5f0c-4a5b"}': 'password',
    '{"salt":"x"}': 'password',
    '{"user":{"hash":"pbkdf2_sha256$870000$Zp3x$kT1w="}}': 'password',
    '{"passwordHash":"c2NyeXB0AA"}': 'password',
    '{"stack":"Error: no"}': 'stack',
    'Error: no\n    at login (/app/auth.js:3:1)': 'stack',
    'MongoServerError: bad auth': 'database',
    'syntax error in SELECT id FROM users': 'database',
  } as const;
  for (const [text, word] of Object.entries(rows))
    test(`give away a ${word}: ${text}`, () => assert.equal(tooMuchIn(text), word));
});

test('the cookies that an answer leaves are those that a browser keeps and that may be about a user', () => {
  const lines = [
    'refreshToken=abc; Path=/auth; HttpOnly; Secure',
    'old=; Max-Age=0',
    'gone=1; Max-Age=0',
    'past=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    'theirs=1; Domain=elsewhere.test',
    'AWSALBCORS=x; Path=/',
    '__cf_bm=x; Path=/',
    'XSRF-TOKEN=x; Path=/',
    'visit=1; Expires=Sat, 28 Nov 2096 08:00:00 GMT',
  ];
  assert.deepEqual(cookiesLeftBy(lines, 'https://shop.test/auth/login').toSorted(), ['refreshToken', 'visit']);
});
