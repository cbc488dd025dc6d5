import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchIncidents } from '#diagnosis/match-incidents.ts';
import type { Facts } from '#record/facts.ts';
import { aCheck } from '#record/samples/sample-check.ts';
import type { UnfitSetting } from '#record/vocabulary.ts';
import { knownIncidents } from '../catalogue.ts';
import type { authFailures } from './failures.ts';

/** The incidents that a check which failed with this code means. */
function meaning(check: string, code: string, facts: Facts = {}): string[] {
  const failed = aCheck(check, {
    outcome: 'fail',
    failure: { class: 'auth', code, facts, message: 'no words', party: 'app', unconfirmed: false, evidence: [] },
  });
  return matchIncidents(failed, [failed], knownIncidents).map(({ id }) => id);
}

test('what keeps a probe from signing in is ours, each with a page of its own', () => {
  const of = (setting: UnfitSetting) =>
    matchIncidents(aCheck('auth/login', { outcome: 'not-run', notRun: 'misconfigured', setting }), [], knownIncidents);
  const settings = ['probe-account', 'sign-in-form', 'second-factor', 'captcha'] as const;
  assert.deepEqual(
    settings.map((setting) => of(setting).map(({ id, rollback }) => `${id}: ${rollback.scope}`)),
    [
      ['probe-account-refused: none'],
      ['sign-in-form-misnamed: none'],
      ['probe-asked-for-code: none'],
      ['probe-meets-captcha: none'],
    ],
  );
});

test('what says who is signed in, and fails, is no sign-in that is refused', () => {
  assert.deepEqual(meaning('auth/me', 'status-unexpected', { status: 500 }), ['signed-in-fails']);
  assert.deepEqual(meaning('auth/me', 'no-answer', { phase: 'request' }), ['signed-in-fails']);
  assert.deepEqual(meaning('auth/me', 'status-unexpected', { status: 404 }), ['other-auth']);
  assert.deepEqual(meaning('auth/login', 'no-answer', { phase: 'request' }), ['login-hangs']);
  assert.deepEqual(meaning('auth/login', 'no-answer', { phase: 'tcp' }), ['other-auth']);
});

const rows: [check: string, code: keyof typeof authFailures, incident: string, facts?: Facts][] = [
  ['auth/login', 'login-failed', 'login-500'],
  ['auth/login', 'login-refused', 'login-401', { controlAccount: 'refused' }],
  ['auth/login', 'login-refused', 'probe-refused', { controlAccount: 'unclear' }],
  ['auth/login', 'login-unconfirmed', 'email-unconfirmed', { controlAccount: 'accepted' }],
  ['auth/login', 'login-unconfirmed', 'email-unconfirmed', { controlAccount: 'not-asked' }],
  ['auth/login', 'login-unconfirmed', 'confirmations-lost', { controlAccount: 'refused' }],
  ['auth/login', 'login-without-token', 'login-without-token'],
  ['auth/login', 'mail-missing', 'mail-missing', { seconds: 30, count: 0 }],
  ['auth/refresh', 'mail-missing', 'mail-missing'],
  ['auth/login', 'mail-without-link', 'mail-without-link', { count: 1 }],
  ['auth/login', 'mail-lets-nobody-in', 'mail-lets-nobody-in', { status: 200 }],
  ['auth/login', 'form-missing', 'form-missing'],
  ['auth/login', 'form-page-ended', 'form-missing', { problem: 'crashed' }],
  ['auth/login', 'form-leads-away', 'form-leads-away', { origin: 'https://copy.example' }],
  ['auth/login', 'form-not-sent', 'form-not-sent', { seconds: 10 }],
  ['auth/rotation', 'form-answer-kept-back', 'form-answer-kept-back'],
  ['auth/login', 'form-lets-nobody-in', 'form-lets-nobody-in', { status: 200 }],
  ['auth/wrong-credentials', 'refusal-not-shown', 'refusal-not-shown'],
  ['auth/mail-once', 'mail-used-twice', 'mail-used-twice'],
  ['auth/me', 'token-refused-by-some', 'me-401', { count: 2, total: 6 }],
  ['auth/me', 'token-refused', 'token-refused', { count: 6, total: 6 }],
  ['auth/me', 'session-refused', 'session-not-kept', { count: 6, total: 6 }],
  ['auth/me', 'session-refused-by-some', 'session-known-to-some', { count: 2, total: 6 }],
  ['auth/me', 'user-is-another', 'data-leak', { count: 1, total: 6 }],
  ['auth/refresh', 'user-is-another', 'data-leak'],
  ['auth/login', 'user-is-another', 'data-leak'],
  ['auth/me', 'others-told', 'data-leak', { count: 40 }],
  ['auth/me', 'password-told', 'password-told'],
  ['auth/login', 'password-told', 'password-told'],
  ['auth/me', 'user-unnamed', 'other-auth'],
  ['auth/me', 'stranger-let-in', 'stranger-let-in'],
  ['auth/me', 'stranger-not-refused', 'other-auth'],
  ['auth/refresh', 'refresh-refused', 'refresh-401', { status: 401 }],
  ['auth/refresh', 'refresh-token-expired', 'refresh-loop'],
  ['auth/refresh', 'refreshed-token-refused', 'refreshed-token-refused'],
  ['auth/session-survives', 'user-is-another', 'data-leak'],
  [
    'auth/session-survives',
    'earlier-session-refused',
    'everybody-signed-out',
    { sessionsAtOnce: 'several', extent: 'all' },
  ],
  [
    'auth/session-survives',
    'earlier-session-refused',
    'everybody-signed-out',
    { sessionsAtOnce: 'unknown', extent: 'all' },
  ],
  [
    'auth/session-survives',
    'earlier-session-refused',
    'earlier-session-ended',
    { sessionsAtOnce: 'one', extent: 'all' },
  ],
  ['auth/session-survives', 'earlier-session-fails', 'everybody-signed-out', { status: 500 }],
  ['auth/rotation', 'rotation-missing', 'refresh-not-rotated'],
  ['auth/rotation', 'reuse-accepted', 'refresh-reuse'],
  ['auth/cookie', 'cookie-missing', 'cookie-missing'],
  ['auth/cookie', 'cookie-dropped', 'cookie-missing', { problem: 'it is taken away by Max-Age=0' }],
  ['auth/cookie', 'cookie-unprotected', 'cookie-flags', { flags: ['HttpOnly', 'Path'] }],
  ['auth/cookie', 'cookie-scope', 'cookie-scope', { flags: ['Path'] }],
  ['auth/token', 'token-unsigned', 'token-unsigned'],
  ['auth/token', 'token-lifetime', 'other-auth'],
  ['auth/token', 'token-in-milliseconds', 'token-in-milliseconds', { field: 'exp' }],
  ['auth/wrong-credentials', 'wrong-credentials-accepted', 'wrong-password-accepted'],
  ['auth/wrong-credentials', 'wrong-credentials-redirected', 'wrong-credentials-unclear'],
  ['auth/wrong-credentials', 'wrong-credentials-not-refused', 'wrong-credentials-unclear'],
  ['auth/wrong-credentials', 'refusal-says-too-much', 'refusal-leaks', { problem: 'stack' }],
  ['auth/wrong-credentials', 'refusal-sets-cookies', 'refusal-leaks'],
  ['auth/browser-session', 'signed-in-page-cors', 'cors'],
  ['auth/browser-session', 'signed-in-page-missing', 'session-not-shown', { problem: 'request-failed', status: 401 }],
  ['auth/browser-session', 'browser-refresh-loop', 'browser-refresh-loop'],
];

for (const [check, code, incident, facts] of rows)
  test(`${code}${facts ? ` ${JSON.stringify(facts)}` : ''} of ${check} means ${incident}`, () =>
    assert.deepEqual(meaning(check, code, facts), [incident]));

test('an error in the body of a login is one of the API, and a query that it does not know may be the target', () => {
  assert.deepEqual(meaning('auth/login', 'error-in-body', { status: 200 }), ['login-500']);
  assert.deepEqual(meaning('auth/login', 'query-unknown', { status: 400 }), ['login-query-unknown']);
});

test('a login that is answered neither way means what its class means', () => {
  assert.deepEqual(meaning('auth/login', 'status-unexpected', { status: 404 }), ['other-auth']);
});

test('every step says what it may show and where that leads', () => {
  const own = knownIncidents.filter(({ signs }) => signs.some(({ check }) => check.startsWith('auth/')));
  const silent = own.flatMap(({ id, steps }) =>
    steps.filter(({ expect }) => !expect?.includes('->')).map(({ text }) => `${id}: ${text}`),
  );
  assert.deepEqual(silent, []);
});
