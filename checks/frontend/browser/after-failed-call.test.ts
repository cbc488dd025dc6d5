import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PageIssue } from '#fixtures/browser/page-issue.ts';

// The settings are read when the modules load.
process.env['WATCHPOST_URLS'] = 'app=http://127.0.0.1:9 api=http://127.0.0.1:10';
const { afterFailedCall } = await import('./after-failed-call.ts');

const url = 'http://127.0.0.1:9/main.js';
const call: PageIssue = {
  ...{ kind: 'failed request', resource: 'fetch', status: 500, text: 'answered 500' },
  url: 'http://127.0.0.1:10/items',
};
const file: PageIssue = {
  ...call,
  resource: 'script',
  status: 404,
  text: 'answered 404',
  url: 'http://127.0.0.1:9/a.js',
};
const thrown: PageIssue = { kind: 'page error', text: "Cannot read properties of undefined (reading 'map')", url };
const printed: PageIssue = { kind: 'console error', text: 'ERROR HttpErrorResponse', url };
const blocked: PageIssue = {
  ...{ kind: 'console error', url },
  text: `Executing inline script violates the following Content Security Policy directive 'script-src 'self''`,
};

const rows: [what: string, all: PageIssue[], failed: PageIssue[], told: PageIssue[]][] = [
  ['what is thrown and printed after it', [call, thrown, printed], [{ ...call }], [thrown, printed]],
  ['nothing that came before', [thrown, call, printed], [call], [printed]],
  ['no file that is missing too', [call, file, thrown], [call], [thrown]],
  ['no script that a policy forbids', [call, blocked, thrown], [call], [thrown]],
  ['nothing where no call failed', [file, thrown, printed], [], []],
  ['nothing where it is the call of another page', [thrown, printed], [call], []],
];
for (const [what, all, failed, told] of rows)
  test(`of a call that an API failed comes ${what}`, () => assert.deepEqual(afterFailedCall(all, failed), told));
