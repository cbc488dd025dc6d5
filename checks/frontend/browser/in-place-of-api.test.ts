import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PageIssue } from '#fixtures/browser/page-issue.ts';

// The settings are read when the modules load.
process.env['WATCHPOST_URLS'] = 'app=http://127.0.0.1:9 api=http://127.0.0.1:10';
const { callLine, failedInPlaceOfApi } = await import('./in-place-of-api.ts');

const failed = (url: string, resource: string): PageIssue => ({
  kind: 'failed request',
  text: 'net::ERR_CONNECTION_REFUSED',
  errorCode: 'net::ERR_CONNECTION_REFUSED',
  url,
  resource,
});
const call = failed('http://localhost:5000/api/products', 'fetch');
const thrown: PageIssue = { kind: 'page error', text: 'Failed to fetch', url: 'http://127.0.0.1:9/main.js' };
const caught: PageIssue = { kind: 'console error', text: 'ERROR U', url: 'http://127.0.0.1:9/main.js' };
const blocked = `Executing inline script violates the following Content Security Policy directive 'script-src 'self''`;
const called = { strange: [call], strangers: new Map([['http://localhost:5000', 1]]), asksApis: false, unexpected: [] };

const rows: [what: string, calls: Parameters<typeof failedInPlaceOfApi>[0], told: boolean][] = [
  ['is told where pages ask nobody else', called, true],
  ['is told before what the pages throw because of it', { ...called, unexpected: [thrown, caught] }, true],
  ['beside calls to the API is none of this kind', { ...called, asksApis: true }, false],
  ['is none where the call is answered', { ...called, strange: [failed('http://localhost:81/a.png', 'image')] }, false],
  [
    'is not what a page suffers from whose own file is missing',
    { ...called, unexpected: [failed('http://127.0.0.1:9/chunk.js', 'script')] },
    false,
  ],
  [
    'is not what a page suffers from whose policy forbids its scripts',
    { ...called, unexpected: [{ ...caught, text: blocked }] },
    false,
  ],
];
for (const [what, calls, told] of rows)
  test(`a call to a stranger in place of the API ${what}`, () =>
    assert.equal(failedInPlaceOfApi(calls), told ? call : undefined));

test('such a call is told with its host and what became of it', () =>
  assert.equal(
    callLine(call),
    'a call to http://localhost:5000, which the target does not name: net::ERR_CONNECTION_REFUSED',
  ));
