import assert from 'node:assert/strict';
import { test } from 'node:test';

// The settings are read when the modules load.
process.env['WATCHPOST_URLS'] = 'app=https://app.shop.example api=https://api.shop.example';
const { causeOf, problemOf } = await import('./problem-of.ts');

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
  [
    'a text that a script may not run without another that vouches for it',
    [
      {
        kind: 'page error',
        text: "Failed to set the 'src' property: This document requires 'TrustedScriptURL' assignment.",
      },
    ],
    'blocked-by-policy',
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

const app = 'https://app.shop.example';
const failed = (url: string, resource: string, errorCode = 'net::ERR_ABORTED', more = {}) => ({
  ...{ kind: 'failed request' as const, text: errorCode, errorCode, url, resource },
  ...more,
});
const cors = { corsError: 'MissingAllowOriginHeader', status: 200 };
const causes: [what: string, issues: Parameters<typeof causeOf>[0], problem: string | undefined][] = [
  ['a chunk that is not there', [failed(`${app}/7.js`, 'script')], 'file-failed'],
  [
    'a style of its CDN that CORS keeps back',
    [failed('https://shop.example/a.css', 'stylesheet', 'net::ERR_FAILED', cors)],
    'file-kept-back',
  ],
  [
    'a script that a header keeps back',
    [failed(`${app}/a.js`, 'script', 'net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin')],
    'file-kept-back',
  ],
  [
    'a script of its CDN that is not there, with an answer that lacks the header',
    [failed('https://shop.example/a.js', 'script', 'net::ERR_FAILED', { ...cors, status: 404 })],
    'file-failed',
  ],
  [
    'the list of modules that CORS keeps back',
    [failed('https://shop.example/import-map.live.json', 'fetch', 'net::ERR_FAILED', cors)],
    'file-kept-back',
  ],
  [
    'a gateway that answers without the header',
    [failed(`${app}/a.js`, 'script', '', { ...cors, status: 502 })],
    'file-failed',
  ],
  ['a script that is loaded in advance', [failed(`${app}/assets/next.md.BHpM3IMT.js`, 'other')], 'file-failed'],
  ['another thing that is', [failed(`${app}/next`, 'other')], undefined],
  ['a script with other bytes than the page says', [failed(`${app}/vendor.js`, 'script', 'integrity')], 'file-altered'],
  [
    'what another host may not fill a frame with',
    [failed('https://shop.example/pay', 'document', 'net::ERR_BLOCKED_BY_RESPONSE', { framed: true })],
    'frame-kept-back',
  ],
  [
    'a frame of an error',
    [failed('https://shop.example/pay', 'document', '', { status: 500, framed: true })],
    'frame-failed',
  ],
  ['a page that is none in a frame', [failed(`${app}/pay`, 'document', '', { status: 500 })], undefined],
  ['a frame of others', [failed('https://ads.example/', 'document', '', { status: 500, framed: true })], undefined],
  ['a program that a page asks for as for data', [failed(`${app}/canvaskit/skwasm.wasm`, 'fetch')], 'file-failed'],
  ['a program that lies there compressed', [failed(`${app}/Build/game.wasm.br`, 'xhr')], 'file-failed'],
  ['a picture, or data', [failed(`${app}/a.png`, 'image'), failed(`${app}/b.json`, 'fetch')], undefined],
  ['data that its framework asks the site for', [failed(`${app}/about/_payload.json`, 'fetch')], 'site-data-failed'],
  ['its list of routes', [failed(`${app}/__manifest?paths=%2Fhelp`, 'fetch')], 'site-data-failed'],
  ['the same of somebody else', [failed('https://tags.example/__manifest', 'fetch')], undefined],
  ['a picture of the framework', [failed(`${app}/_ipx/s_320x200/a.png`, 'image')], undefined],
  ['a picture that it makes anew', [failed(`${app}/_next/image?url=%2Fa.png&w=640`, 'image')], undefined],
  ['a script of somebody whom the target does not name', [failed('https://tags.example/t.js', 'script')], undefined],
];
test('a page that came in place of a script is the reason of what a page throws', () => {
  const thrown = { kind: 'page error' as const, text: "Unexpected token '<'", url: `${app}/7.js` };
  const asPage = failed(`${app}/7.js`, 'script');
  const ofOthers = failed('https://tags.example/t.js', 'script');
  assert.deepEqual(causeOf([thrown], [ofOthers, asPage]), { problem: 'file-failed', issue: asPage });
});

test('a script that is not there is told so, and not by the hash of what came in its place', () => {
  const [altered, gone] = [
    failed(`${app}/v.js`, 'script', 'integrity'),
    failed(`${app}/v.js`, 'script', '', { status: 404 }),
  ];
  assert.deepEqual(causeOf([altered, gone]), { problem: 'file-failed', issue: gone });
});

test('a chunk that is not there is told before data that is not', () => {
  const [data, chunk] = [failed(`${app}/__manifest`, 'fetch'), failed(`${app}/assets/help-1a2b3c4d.js`, 'script')];
  assert.deepEqual(causeOf([data, chunk]), { problem: 'file-failed', issue: chunk });
});

for (const [what, issues, problem] of causes)
  test(`${what} is ${problem ?? 'no reason of the rest'}, whatever was thrown before`, () => {
    const thrown = { kind: 'page error' as const, text: 'boom', url: app };
    const cause = causeOf([thrown, ...issues]);
    assert.deepEqual([cause?.problem, cause?.issue], problem ? [problem, issues[0]] : [undefined, undefined]);
  });
