import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AssetProblem } from './asset-problem.ts';

// The settings are read when the modules load.
process.env['WATCHPOST_URLS'] = 'app=https://shop.example api=https://api.shop.example';
const { unknownHostOf } = await import('./of-unknown-host.ts');

const silent: AssetProblem = { code: 'asset-unanswered', detail: 'cdn-old.example does not resolve', class: 'dns' };
const gone: AssetProblem = { code: 'asset-missing', detail: 'answered 404', facts: { status: 404 } };

const rows: [what: string, url: string, problem: AssetProblem, origin: string | undefined][] = [
  ['a host that no build should name', 'https://cdn-old.example/_nuxt/a.js', silent, 'https://cdn-old.example'],
  ['a port of the machine that built it', 'http://localhost:5173/a.js', silent, 'http://localhost:5173'],
  ['the host of the pages', 'https://shop.example/a.js', silent, undefined],
  ['another host of the target', 'https://api.shop.example/a.js', silent, undefined],
  ['a third party', 'https://api.stripe.com/v3.js', silent, undefined],
  ['a host that answers', 'https://cdn-old.example/_nuxt/a.js', gone, undefined],
];
for (const [what, url, problem, origin] of rows)
  test(`${what} is ${origin ? '' : 'no '}host that nobody knows`, () =>
    assert.equal(unknownHostOf({ url, problem }), origin));
