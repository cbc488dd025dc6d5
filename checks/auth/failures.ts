import { type StatusFacts, statusLine } from '#fixtures/outcome/common-failures.ts';
import { signInFailures } from '#fixtures/session/failures.ts';
import type { FactsWith } from '#record/facts.ts';
import { defineFailures } from '#record/failure-code.ts';

/** How claims about signing in and staying signed in fail. */
export const authFailures = defineFailures({
  ...signInFailures,
  /** Told apart by `controlAccount`: one account is refused, or more than one, or only one was asked. */
  'login-refused': { class: 'auth', message: refusedLine },
  /** The refusal says that the address of the account was never confirmed; told apart by `controlAccount` as well. */
  'login-unconfirmed': { class: 'auth', message: statusLine },
  /** A 5xx to good credentials. */
  'login-failed': { class: 'http-error', message: statusLine },
  'login-without-token': {
    class: 'contract',
    message: ({ path, status, field }: FactsWith<'path' | 'status' | 'field'>) =>
      `${path} answered ${status} without an access token under "${field}"`,
  },
  'login-without-refresh-token': {
    class: 'contract',
    message: ({ path, field }: FactsWith<'path' | 'field'>) =>
      `${path} lets in and brings neither a refresh token under "${field}" nor a cookie`,
  },
  'token-refused-by-some': { class: 'auth', message: refusals },
  'token-refused': { class: 'auth', message: refusals },
  /** The same of a session that is a cookie: it says nothing by itself, and lies in a store. */
  'session-refused-by-some': { class: 'auth', message: refusedSessions },
  'session-refused': { class: 'auth', message: refusedSessions },
  /** Of some or all answers; whose data it was, is nobody's business here. */
  'user-is-another': {
    class: 'auth',
    message: ({ path, count, total }: FactsWith<'path' | 'count' | 'total'>) =>
      `${count} of ${total} answers of ${path} are about another user than the one who logged in`,
  },
  /** Of some or all answers; where the target names the field, or in the usual ones. */
  'user-unnamed': {
    class: 'contract',
    message: ({ path, count, total, field }: FactsWith<'path' | 'count' | 'total' | 'field'>) =>
      `${count} of ${total} answers of ${path} do not say whose they are: no field ${field} (auth.identity names it)`,
  },
  /** Records of other people where the signed-in user alone belongs. */
  'others-told': {
    class: 'auth',
    message: ({ path, count }: FactsWith<'path' | 'count'>) =>
      `${path} hands out the records of ${count} other ${count === 1 ? 'user' : 'users'}`,
  },
  'password-told': {
    class: 'auth',
    message: ({ path }: FactsWith<'path'>) => `${path} answers with a password, or with what one is kept as`,
  },
  'user-cacheable': {
    class: 'contract',
    message: ({ path, got }: FactsWith<'path' | 'got'>) =>
      `${path} lets caches keep what it says of a user: cache-control ${got}`,
  },
  /** Nobody's token, somebody's data. */
  'stranger-let-in': { class: 'auth', message: statusLine },
  /** Nobody's token and a success, but nobody's data either. */
  'stranger-not-refused': { class: 'contract', message: statusLine },
  /** By some or all of the reads, before this run signed in and after it. */
  'earlier-session-refused': {
    class: 'auth',
    message: ({ path, status, count, total, seconds }: FactsWith<'path' | 'status' | 'count' | 'total' | 'seconds'>) =>
      `${count} of ${total} reads of ${path} refuse the session of an earlier run (${status}), ${seconds} s after its sign-in`,
  },
  /** A 5xx, where a new session is answered. */
  'earlier-session-fails': { class: 'http-error', message: statusLine },
  'refresh-refused': { class: 'auth', message: statusLine },
  'refresh-without-token': {
    class: 'contract',
    message: ({ path, status, field }: FactsWith<'path' | 'status' | 'field'>) =>
      `${path} answered ${status} without an access token under "${field}"`,
  },
  /** The next refresh is one of a stranger. */
  'refresh-cookie-lost': {
    class: 'cookie',
    message: ({ cookie, problem }: FactsWith<'cookie' | 'problem'>) =>
      `a refresh leaves no ${cookie} for the next one: ${problem}`,
  },
  'refresh-token-expired': {
    class: 'auth',
    message: ({ seconds }: FactsWith<'seconds'>) => `the refresh hands out a token that ended ${seconds} s ago`,
  },
  'refreshed-token-refused': { class: 'auth', message: statusLine },
  'rotation-missing': {
    class: 'auth',
    message: ({ count }: FactsWith<'count'>) =>
      `rotation is promised, and a refresh sets no new cookie${count > 0 ? ': the value of before comes back' : ''}`,
  },
  'reuse-accepted': { class: 'auth', message: statusLine },
  /** It is set, and no browser keeps it. */
  'cookie-dropped': {
    class: 'cookie',
    message: ({ cookie, problem }: FactsWith<'cookie' | 'problem'>) => `no browser keeps ${cookie}: ${problem}`,
  },
  'cookie-missing': {
    class: 'cookie',
    message: ({ cookie }: FactsWith<'cookie'>) => `the login sets no cookie named ${cookie}`,
  },
  /** HttpOnly or Secure is missing, perhaps more. */
  'cookie-unprotected': { class: 'cookie', message: flagsLine },
  /** Only Path or SameSite differ. */
  'cookie-scope': { class: 'cookie', message: flagsLine },
  'token-malformed': {
    class: 'auth',
    message: () => 'the access token is no JWT, and how long it lives is promised',
  },
  'token-unsigned': { class: 'auth', message: () => 'the access token is not signed: its algorithm is "none"' },
  'token-without-subject': { class: 'auth', message: () => 'the access token names an empty subject' },
  'token-without-end': {
    class: 'auth',
    message: () => 'the access token says no end (exp), and how long it lives is promised',
  },
  'token-in-milliseconds': {
    class: 'auth',
    message: ({ field }: FactsWith<'field'>) =>
      `${field} of the access token counts milliseconds: clients take it for seconds, and never see the token end`,
  },
  'token-lifetime': {
    class: 'auth',
    message: ({ got, expected }: FactsWith<'got' | 'expected'>) => `the token lives ${got} s, expected ${expected} s`,
  },
  'token-misdated': {
    class: 'auth',
    message: ({ seconds }: FactsWith<'seconds'>) => `the token was issued ${seconds} s ago`,
  },
  'token-says-too-much': {
    class: 'auth',
    message: ({ got }: FactsWith<'got'>) => `the access token says what it should not: ${[got].flat().join(', ')}`,
  },
  /** With a session, or with 200 and a token. */
  'wrong-credentials-accepted': { class: 'auth', message: statusLine },
  'wrong-credentials-redirected': { class: 'auth', message: neither },
  /** A success without a session. */
  'wrong-credentials-not-refused': { class: 'auth', message: neither },
  'refusal-says-too-much': {
    class: 'auth',
    message: ({ problem }: FactsWith<'problem'>) => `the refusal of wrong credentials says too much: ${problem}`,
  },
  'refusal-sets-cookies': {
    class: 'auth',
    message: ({ got }: FactsWith<'got'>) => `cookies set by a refused login: ${[got].flat().join(', ')}`,
  },
  /** Nobody is let in, and nobody is told why. */
  'refusal-not-shown': {
    class: 'auth',
    message: ({ path, status }: FactsWith<'path' | 'status'>) =>
      `wrong credentials on ${path} are answered ${status}, and the page says nothing of it`,
  },
  'mail-used-twice': {
    class: 'auth',
    message: ({ path }: FactsWith<'path'>) => `what a mail brought was used, and signs in once more (${path})`,
  },
  'signed-in-page-cors': { class: 'cors', message: notShown },
  'signed-in-page-missing': { class: 'auth', message: notShown },
  'browser-refresh-loop': {
    class: 'auth',
    message: ({ path, count, expected }: FactsWith<'path' | 'count' | 'expected'>) =>
      `${path} refreshed its token ${count} times in the browser, expected at most ${expected}`,
  },
});

function refusals({ count, total, path, status }: FactsWith<'count' | 'total' | 'path' | 'status'>): string {
  return `${count} of ${total} reads of ${path} refuse a fresh token (${status})`;
}

function refusedSessions({ count, total, path, status }: FactsWith<'count' | 'total' | 'path' | 'status'>): string {
  return `${count} of ${total} reads of ${path} refuse the session that was just opened (${status})`;
}

function neither(facts: StatusFacts): string {
  return `${statusLine(facts)}: neither let in nor refused`;
}

function notShown({ path }: FactsWith<'path'>): string {
  return `${path} does not show a signed-in user in the browser`;
}

/** `expected` and `got` are listed in the order of the flags. */
function flagsLine({ cookie, flags, expected, got }: FactsWith<'cookie' | 'flags' | 'expected' | 'got'>): string {
  const [wanted, found] = [[expected].flat(), [got].flat()];
  const said = flags.map((flag, at) => {
    if (flag === 'HttpOnly') return 'not HttpOnly: scripts can read it';
    if (flag === 'Secure') return 'not Secure: sent over plain HTTP';
    return `${flag}=${found[at]}, expected ${wanted[at]}`;
  });
  return `${cookie}: ${said.join('; ')}`;
}

/** A form says with a success, or by where it leads, that nobody is in. */
function refusedLine(facts: StatusFacts): string {
  const { subject, status, detail } = facts;
  return status < 400
    ? `${subject} answered ${status} and signs nobody in${detail ? `: ${detail}` : ''}`
    : statusLine(facts);
}
