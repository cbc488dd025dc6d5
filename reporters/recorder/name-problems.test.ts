import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tierOfOurs } from './name-problems.ts';

for (const [named, tier] of [
  ['api/health', 'http'],
  ['edge/tls:app', 'http'],
  ['frontend/renders', 'browser'],
  ['frontend/renders:shop', 'browser'],
  ['billing/premium', 'purchase'],
  ['frontend/draws', undefined],
  ['shop/basket', undefined],
  ['frontend/browser/renders', undefined],
  ['../checks/api', undefined],
  ['frontend/', undefined],
] as const)
  test(`${named} is of the tier ${tier ?? 'of no check of ours'}`, () => assert.equal(tierOfOurs(named), tier));
