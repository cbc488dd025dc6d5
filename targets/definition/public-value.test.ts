import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isPublicValue } from './public-value.ts';

const ofTarget = new Set(['shop', 'orders', 'api', 'example']);

describe('what a session keeps and everybody may see', () => {
  for (const value of [
    'https://shop.example',
    'https%3A%2F%2Fshop.example%2Forders',
    'http://127.0.0.1:4000',
    '/orders',
    '%2Forders%2F',
    'accepted',
    'premium',
    '"system"',
    'shop.example',
    'accepted,rejected',
    '2026-11-29',
    '20261129',
    '2026-11-29T16:20:00.000Z',
    '2.14.3',
    '48151',
    'true',
  ])
    test(value, () => assert.equal(isPublicValue(value, ofTarget), true));
});

describe('what may let somebody in', () => {
  for (const value of [
    'k3Jd9xQ2mZ',
    's%3AkX3Jd9xQ2mZ.4c1f',
    '550e8400-e29b-41d4-a716-446655440000',
    'deadbeefcafe',
    '83920174',
    '48151623',
    'https://shop.example/k3Jd9xQ2mZ',
    'https://shop.example/?ticket=k3Jd9xQ2mZ',
    'https://ada:k3Jd9xQ2mZ@shop.example/',
    'eyJhbGciOiJkaXIifQ..abc.def',
    'ada-lovelace',
  ])
    test(value, () => assert.equal(isPublicValue(value, ofTarget), false));
});
