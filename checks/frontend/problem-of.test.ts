import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemOf } from './problem-of.ts';

const printed = (text: string) => ({ kind: 'console error' as const, text });
const inline =
  "Executing inline script violates the following Content Security Policy directive 'script-src 'self''. Either the 'unsafe-inline' keyword, a hash ('sha256-x='), or a nonce ('nonce-...') is required to enable inline execution. The action has been blocked.";

const rows: [what: string, issues: Parameters<typeof problemOf>[0], problem: string][] = [
  ['a script that the policy forbids', [printed(inline)], 'blocked-by-policy'],
  [
    'a file of a script that it forbids, as older browsers say it',
    [
      printed(
        "Refused to load the script 'https://desk.example/a.js' because it violates the following Content Security Policy directive: \"default-src 'none'\".",
      ),
    ],
    'blocked-by-policy',
  ],
  [
    'what is thrown because a script was forbidden',
    [{ kind: 'page error', text: 'ReferenceError: kit is not defined' }, printed(inline)],
    'blocked-by-policy',
  ],
  [
    'a picture that it forbids',
    [
      printed(
        "Loading the image 'https://a.example/p.png' violates the following Content Security Policy directive: \"img-src 'self'\".",
      ),
    ],
    'no-error',
  ],
  ['an error that nobody catches', [{ kind: 'page error', text: 'boom' }], 'uncaught-error'],
  [
    'an error that a framework catches and prints',
    [printed("TypeError: Cannot read properties of undefined (reading 'map')\n    at list (/a.js)")],
    'printed-error',
  ],
  ['the same with words before it', [printed('[app] render failed: RangeError: Invalid time value')], 'printed-error'],
  ['words of no error', [printed('no error: all is well'), printed('deprecated: use the other')], 'no-error'],
  ['nothing', [], 'no-error'],
];
for (const [what, issues, problem] of rows)
  test(`${what} is ${problem}`, () => assert.equal(problemOf(issues).problem, problem));
