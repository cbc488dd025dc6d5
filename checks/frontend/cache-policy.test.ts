import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepingOf, maxAgeOf } from './cache-policy.ts';

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
  test(`"${policy}" allows ${seconds ?? 'as long as anybody likes'}`, () =>
    assert.equal(maxAgeOf(policy, true), seconds));

const built = { date: 'Sat, 28 Nov 2026 12:00:00 GMT', 'last-modified': 'Wed, 18 Nov 2026 12:00:00 GMT' };
const keepings: [what: string, headers: Record<string, string>, seconds: number, said: boolean][] = [
  ['a tenth of its age where nothing is said', built, 86_400, false],
  [
    'a tenth of its age where only caches on the way are told',
    { ...built, 'cache-control': 's-maxage=60' },
    86_400,
    false,
  ],
  ['not at all where nothing is said of its age either', { etag: '"1"', date: built.date }, 0, false],
  ['not at all where it was changed this moment', { ...built, 'last-modified': built.date }, 0, false],
  ['not at all where the date of its change is none', { ...built, 'last-modified': 'never' }, 0, false],
  ['as it says, whatever its age', { ...built, 'cache-control': 'max-age=5' }, 5, true],
  [
    'not at all by browsers: s-maxage of a page, and no cache on the way',
    { 'cache-control': 's-maxage=900' },
    0,
    false,
  ],
  [
    'until Expires where nothing else is said',
    { ...built, expires: 'Sun, 28 Nov 2027 12:00:00 GMT' },
    31_536_000,
    true,
  ],
  ['not at all where Expires has passed', { ...built, expires: 'Thu, 01 Jan 1970 00:00:00 GMT' }, 0, true],
  ['not at all where Expires is no date', { ...built, expires: '0' }, 0, true],
  ['as Cache-Control says, whatever Expires', { ...built, 'cache-control': 'max-age=5', expires: '0' }, 5, true],
  ['not at all where Pragma forbids it', { ...built, pragma: 'no-cache' }, 0, true],
  ['by a cache on the way that shows itself', { 'cache-control': 's-maxage=900', 'x-cache': 'Miss' }, 900, true],
  ['by a cache on the way that kept it already', { 'cache-control': 's-maxage=900', age: '0' }, 900, true],
];

for (const [what, headers, seconds, said] of keepings)
  test(`an answer is kept ${what}`, () =>
    assert.deepEqual(
      keepingOf((name) => headers[name] ?? ''),
      { seconds, said },
    ));
