import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchIncidents } from '#diagnosis/match-incidents.ts';
import type { commonFailures } from '#fixtures/outcome/common-failures.ts';
import type { Facts } from '#record/facts.ts';
import { aCheck } from '#record/samples/sample-check.ts';
import { knownIncidents } from '../catalogue.ts';
import type { frontendFailures } from './failures.ts';

/** The incidents that a check which failed with this code means. */
function meaning(check: string, code: string, facts: Facts = {}): string[] {
  const failed = aCheck(check, {
    outcome: 'fail',
    failure: { class: 'asset', code, facts, message: 'no words', party: 'app', unconfirmed: false, evidence: [] },
  });
  return matchIncidents(failed, [failed], knownIncidents).map(({ id }) => id);
}

const script: Facts = { assetKind: 'script' };
const rows: [
  check: string,
  code: keyof typeof frontendFailures | keyof typeof commonFailures,
  incident: string,
  facts?: Facts,
][] = [
  ['frontend/pages', 'site-fails', 'frontend-down', { status: 503, count: 2, total: 2 }],
  ['frontend/pages', 'page-fails', 'page-fails', { status: 404, count: 1, total: 2 }],
  ['frontend/pages', 'page-fails', 'page-fails', { status: 500, count: 1, total: 2, problem: 'deep-link' }],
  ['frontend/pages', 'page-fails', 'deep-link-fails', { status: 404, count: 1, total: 2, problem: 'deep-link' }],
  ['frontend/renders', 'page-not-served', 'page-fails', { status: 502, path: '/cart' }],
  ['frontend/pages', 'no-answer', 'frontend-hangs', { phase: 'request' }],
  ['frontend/pages', 'status-unexpected', 'pages-in-circles', { status: 302 }],
  ['frontend/pages', 'status-unexpected', 'other-asset', { status: 418 }],
  ['frontend/pages', 'page-not-html', 'page-no-app'],
  ['frontend/pages', 'page-without-app', 'page-no-app'],
  ['frontend/pages', 'page-leads-away', 'page-leads-away', { origin: 'https://parked.example' }],
  ['frontend/renders', 'page-leads-away', 'page-leads-away', { origin: 'https://copy.example' }],
  ['frontend/renders', 'page-leads-inside', 'page-leads-inside', { origin: 'http://10.1.2.3' }],
  ['frontend/renders', 'page-floods', 'page-unusable', { detail: 'workers' }],
  ['frontend/renders', 'page-memory', 'page-unusable', { count: 391, total: 384 }],
  ['frontend/assets', 'asset-missing', 'asset-missing', { ...script, status: 403 }],
  ['frontend/assets', 'asset-fallback', 'asset-fallback', { ...script, type: 'text/html' }],
  ['frontend/assets', 'asset-wrong-type', 'asset-fallback', { ...script, type: 'text/html' }],
  ['frontend/assets', 'asset-wrong-type', 'asset-broken', { ...script, type: 'text/plain' }],
  ['frontend/assets', 'asset-empty', 'asset-broken', { assetKind: 'style' }],
  ['frontend/assets', 'asset-fails', 'asset-broken', { ...script, status: 500 }],
  ['frontend/assets', 'asset-cut-off', 'asset-broken', script],
  ['frontend/assets', 'asset-unanswered', 'other-asset', script],
  [
    'frontend/assets',
    'asset-host-fails',
    'asset-host-down',
    { ...script, status: 503, origin: 'https://files.example' },
  ],
  ['frontend/assets', 'asset-host-unanswered', 'asset-host-unknown', { ...script, origin: 'https://cdn-old.example' }],
  ['frontend/renders', 'page-socket-refused', 'drawn-by-lost-socket', { problem: 'socket-draws', status: 502 }],
  ['frontend/renders', 'page-blank', 'drawn-by-lost-socket', { problem: 'socket-refused' }],
  ['frontend/renders', 'page-unrecognised', 'drawn-by-lost-socket', { problem: 'socket-refused' }],
  ['frontend/renders', 'page-blank', 'drawn-by-lost-stream', { problem: 'stream-refused' }],
  ['frontend/renders', 'page-reports-error', 'page-lacks-frame', { problem: 'frame-kept-back' }],
  ['frontend/renders', 'page-blank', 'page-lacks-frame', { problem: 'frame-failed' }],
  ['frontend/renders', 'page-reports-error', 'file-altered', { problem: 'file-altered' }],
  ['frontend/renders', 'page-unrecognised', 'file-altered', { problem: 'file-altered' }],
  ['frontend/renders', 'page-blank', 'blank-for-altered-file', { problem: 'file-altered' }],
  ['frontend/previous-assets', 'previous-assets-gone', 'asset-purged', script],
  ['frontend/previous-assets', 'previous-assets-broken', 'other-asset', script],
  ['frontend/cache', 'index-cached-too-long', 'index-cached-too-long'],
  ['frontend/cache', 'index-cache-unsaid', 'index-cached-too-long'],
  ['frontend/release', 'release-older', 'stale-release'],
  ['frontend/release', 'release-differs', 'release-mismatch'],
  ['frontend/release', 'release-unmarked', 'other-asset'],
  ['frontend/renders', 'page-blank', 'blank-page', { problem: 'uncaught-error' }],
  ['frontend/renders', 'page-blank', 'blank-page', { problem: 'no-error' }],
  ['frontend/renders', 'page-unrecognised', 'page-unrecognised'],
  ['frontend/renders', 'page-unrecognised', 'page-unrecognised', { problem: 'no-error' }],
  ['frontend/renders', 'page-unrecognised', 'page-shows-error', { problem: 'printed-error' }],
  ['frontend/renders', 'page-unrecognised', 'page-shows-error', { problem: 'uncaught-error' }],
  ['frontend/renders', 'page-unrecognised', 'page-calls-stranger', { problem: 'calls-stranger' }],
  ['frontend/renders', 'page-blank', 'blank-page', { problem: 'calls-stranger' }],
  ['frontend/renders', 'page-blank', 'blank-page', { problem: 'printed-error' }],
  ['frontend/renders', 'page-blank', 'scripts-blocked', { problem: 'blocked-by-policy' }],
  ['frontend/renders', 'page-reports-error', 'scripts-blocked', { problem: 'blocked-by-policy' }],
  ['frontend/renders', 'page-covered', 'page-unusable'],
  ['frontend/renders', 'page-invisible', 'page-unusable'],
  ['frontend/renders', 'page-does-not-stay', 'page-does-not-stay', { detail: 'goes blank' }],
  ['frontend/renders', 'page-reloads', 'page-does-not-stay'],
  ['frontend/renders', 'page-asks-own-site', 'page-asks-own-site', { path: '/api/items', detail: 'answered 404' }],
  ['frontend/renders', 'page-blank', 'page-asks-own-site', { problem: 'data-as-page' }],
  ['frontend/renders', 'page-calls-stranger', 'page-calls-stranger', { detail: 'net::ERR_CONNECTION_REFUSED' }],
  ['frontend/renders', 'page-reports-error', 'page-errors'],
  ['frontend/renders', 'page-reports-error', 'script-broke-off', { problem: 'script-broke-off' }],
  ['frontend/renders', 'page-reports-error', 'page-errors', { problem: 'uncaught-error' }],
  ['frontend/renders', 'page-reports-error', 'page-lacks-file', { problem: 'file-failed', status: 404 }],
  ['frontend/renders', 'page-unrecognised', 'page-lacks-file', { problem: 'file-failed', status: 404 }],
  ['frontend/renders', 'page-blank', 'blank-for-a-header', { problem: 'file-kept-back', status: 200 }],
  ['frontend/renders', 'page-blank', 'blank-for-a-file', { problem: 'file-failed', status: 200 }],
  ['frontend/renders', 'page-reports-error', 'file-kept-back', { problem: 'file-kept-back', status: 200 }],
  ['frontend/renders', 'picture-missing', 'picture-missing', { problem: 'cut-off', extent: 'some' }],
  ['frontend/renders', 'picture-missing', 'pictures-missing', { problem: 'denied', extent: 'all' }],
  ['frontend/renders', 'picture-missing', 'picture-kept-back', { problem: 'by-header', extent: 'all' }],
  ['frontend/renders', 'page-reports-error', 'page-lacks-site-data', { problem: 'site-data-failed', status: 404 }],
  ['frontend/renders', 'page-blank', 'no-page-for-site-data', { problem: 'site-data-failed', status: 500 }],
  ['frontend/renders', 'page-request-failed', 'page-without-data', { status: 500 }],
  ['frontend/renders', 'page-request-failed', 'page-data', { status: 500, problem: 'throws' }],
  ['frontend/renders', 'page-request-unanswered', 'page-data', { problem: 'throws' }],
  ['frontend/renders', 'page-request-cors', 'cors', { errorCode: 'MissingAllowOriginHeader' }],
  ['frontend/page-data', 'page-request-failed', 'page-data', { status: 500 }],
  ['frontend/page-data', 'page-request-unanswered', 'page-data'],
  ['frontend/page-data', 'page-request-cors', 'cors', { errorCode: 'MissingAllowOriginHeader' }],
];

for (const [check, code, incident, facts] of rows)
  test(`${code}${facts ? ` ${JSON.stringify(facts)}` : ''} of ${check} means ${incident}`, () =>
    assert.deepEqual(meaning(check, code, facts), [incident]));

test('what a page could do without is a decoration, a script of others is theirs, lost styles and half a page are incidents', () => {
  const less = (code: string, facts: Facts, check = 'frontend/assets') => {
    const seen = { class: 'asset' as const, code, facts, message: 'no words', party: 'app' as const };
    const failure = { ...seen, unconfirmed: false, evidence: [] };
    const degraded = aCheck(check, { outcome: 'degraded', degraded: 'advisory', failure });
    return matchIncidents(degraded, [degraded], knownIncidents).map(({ id }) => id);
  };
  assert.deepEqual(less('asset-missing', { assetKind: 'image', status: 404 }), ['asset-decoration']);
  assert.deepEqual(less('asset-missing', { assetKind: 'font', status: 404 }), ['asset-decoration']);
  assert.deepEqual(less('page-socket-refused', { problem: 'socket-refused' }, 'frontend/renders'), [
    'page-lacks-socket',
  ]);
  assert.deepEqual(less('page-socket-refused', { problem: 'stream-refused' }, 'frontend/renders'), [
    'page-lacks-stream',
  ]);
  assert.deepEqual(less('service-worker-fails', { url: 'https://x.test/worker.js' }, 'frontend/renders'), [
    'service-worker-fails',
  ]);
  assert.deepEqual(less('page-fails-at-times', { path: '/', detail: 'answered 502' }, 'frontend/renders'), [
    'page-fails-at-times',
  ]);
  assert.deepEqual(less('picture-missing', { problem: 'gone' }, 'frontend/renders'), ['asset-decoration']);
  assert.deepEqual(less('asset-unanswered', { assetKind: 'script' }), ['asset-for-few']);
  assert.deepEqual(less('asset-host-unanswered', { assetKind: 'image', origin: 'https://avatars.example' }), [
    'picture-host-unknown',
  ]);
  assert.deepEqual(less('page-calls-stranger', { problem: 'pictures' }, 'frontend/renders'), ['picture-host-unknown']);
  assert.deepEqual(less('page-calls-stranger', { detail: 'answered 502' }, 'frontend/renders'), [
    'page-calls-stranger',
  ]);
  assert.deepEqual(less('third-party-asset', { assetKind: 'script' }), ['third-party-asset']);
  assert.deepEqual(less('page-cut-short', { path: '/', detail: '<main>' }, 'frontend/pages'), ['page-cut-short']);
  assert.deepEqual(less('page-lost-assets', { name: 'style sheets' }), ['page-lost-assets']);
  assert.deepEqual(less('sheet-unnamed', { name: '/assets/main-1a2b3c4d.css' }), ['page-lost-assets']);
  assert.deepEqual(less('page-assets-endless', { count: 2_000, total: 2_001 }), ['page-assets-endless']);
});

test('every step says what it may show and where that leads', () => {
  const own = knownIncidents.filter(({ signs }) => signs.some(({ check }) => check.startsWith('frontend/')));
  const silent = own.flatMap(({ id, steps }) =>
    steps.filter(({ expect }) => !expect?.includes('->')).map(({ text }) => `${id}: ${text}`),
  );
  assert.deepEqual(silent, []);
});
