import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PageIssue } from '#fixtures/browser/page-issue.ts';
import { whyNotShown } from './why-not-shown.ts';

const api = 'https://api.shop.test';
const refresh = `${api}/auth/refresh?x=1`;
const kept: PageIssue = {
  kind: 'failed request',
  text: 'net::ERR_FAILED',
  errorCode: 'net::ERR_FAILED',
  corsError: 'PreflightMissingAllowOriginHeader',
  status: 403,
  url: refresh,
};
const refused: PageIssue = { kind: 'failed request', text: 'answered 401', status: 401, url: refresh };
const thrown: PageIssue = { kind: 'page error', text: 'user is undefined', url: 'https://shop.test/profile' };

test('an answer that the browser kept back is CORS, with its rule and the status behind it', () => {
  assert.deepEqual(whyNotShown([thrown, refused, kept], api), {
    problem: 'cors',
    url: `${api}/auth/refresh`,
    status: 403,
    errorCode: 'PreflightMissingAllowOriginHeader',
  });
});

test('an error of the server is its own failure, although it lacks the headers of CORS too', () => {
  assert.deepEqual(whyNotShown([{ ...kept, status: 502 }], api), {
    problem: 'request-failed',
    url: `${api}/auth/refresh`,
    status: 502,
    errorCode: 'net::ERR_FAILED',
  });
});

test('a call that the API refused comes before what the page makes of it', () => {
  assert.deepEqual(whyNotShown([thrown, refused], api), {
    problem: 'request-failed',
    url: `${api}/auth/refresh`,
    status: 401,
  });
});

test("another host's failure explains nothing", () => {
  const elsewhere = { ...kept, url: 'https://ads.test/pixel' };
  assert.deepEqual(whyNotShown([elsewhere, thrown], api), { problem: 'script-error', detail: 'user is undefined' });
  assert.deepEqual(whyNotShown([elsewhere], api), { problem: 'nothing-failed' });
});
