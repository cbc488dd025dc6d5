import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maxAgeOf } from './cache-policy.ts';

const rows: [policy: string, seconds: number | undefined][] = [
  ['no-cache', 0],
  ['private, no-store', 0],
  ['public, max-age=86400', 86_400],
  ['s-maxage=60, stale-while-revalidate', 60],
  ['max-age=0, must-revalidate', 0],
  ['s-maxage=31536000, max-age=60', 60],
  ['Public, Max-Age="30" , S-MaxAge=900', 30],
  ['max-age=3600, private="no-cache, x"', 3_600],
  ['max-age=600, no-cache="set-cookie"', 600],
  ['No-Cache', 0],
  ['max-age=soon', 0],
  ['x-max-age=5', undefined],
  ['public', undefined],
  ['', undefined],
];

for (const [policy, seconds] of rows)
  test(`"${policy}" allows ${seconds ?? 'as long as anybody likes'}`, () => assert.equal(maxAgeOf(policy), seconds));
