import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRotated } from './rotated.ts';

const before = ['refresh=one; Path=/auth; Expires=Sat, 28 Nov 2026 08:00:00 GMT; HttpOnly'];

const rows: [what: string, after: string[], name: string | undefined, rotated: boolean][] = [
  ['the same name with another value', ['refresh=two; Path=/auth'], 'refresh', true],
  ['the same without a name to go by', ['refresh=two; Path=/auth'], undefined, true],
  ['no cookie at all', [], 'refresh', false],
  [
    'the same value for another while',
    ['refresh=one; Path=/auth; Expires=Sun, 29 Nov 2026 08:00:00 GMT'],
    'refresh',
    false,
  ],
  ['another cookie', ['visit=7'], undefined, false],
  ['a changing cookie of the load balancer beside the old one', ['AWSALB=b', 'refresh=one'], 'refresh', false],
  ['the cookie taken away', ['refresh=; Max-Age=0'], 'refresh', false],
];

for (const [what, after, name, rotated] of rows)
  test(`${what} is ${rotated ? 'a rotation' : 'none'}`, () => assert.equal(isRotated(before, after, name), rotated));
