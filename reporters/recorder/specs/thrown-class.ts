import { classOfError, gist } from '#record/classify-error.ts';
import type { FailureClass } from '#record/vocabulary.ts';

/** What Node says of the way to a host, where no browser is in between. */
const ofTheWay: readonly [RegExp, FailureClass][] = [
  [/\b(ENOTFOUND|EAI_AGAIN)\b/, 'dns'],
  [/\b(ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH)\b|socket hang up/, 'tcp'],
  [
    /\bCERT_\w+|\bcertificate\b.*(expired|not yet valid|altnames)|\bERR_(TLS|SSL)_|self[- ]signed certificate|unable to (get|verify) .*certificate|SSL routines/,
    'tls',
  ],
  [/\bapiRequestContext\.\w+: (Request timed out|Timeout \d+ms)|\bETIMEDOUT\b/, 'timeout'],
];

/** What no app can do: keep a browser from starting, end a worker, take away a file of the spec's own. */
const ofOurs =
  /\bbrowserType\.launch|\bworker process exited|\bWorker teardown|^ENOENT: |\bCannot find (module|package) |^Error reading storage state|\bA snapshot doesn't exist at /;
/** An app can close a window of its own. The browser it cannot end, whose last words stand in the error. */
const isClosed = /Target page, context or browser has been closed/;
const isBrowserGone = /^(browser|browserContext)\.\w+: Target page, context|\bBrowser logs:/;

/** Playwright's last word on a test, or a hook, whose time was over. */
export const isTimeLimit = (error: { message?: string }): boolean => /\btimeout of \d+ms exceeded/.test(gist(error));

const ofPage =
  /\bexpect\((locator|page)\)|\b(locator|page|frame|elementHandle|keyboard|mouse)\.\w+:|TimeoutError|\bcrashed\b/;
/** One of these is a success over HTTP, and what came is none. */
const ofStatus = /\bexpect\(\w*response\w*\)|\bExpected: 2\d\d\s+Received: [345]\d\d\b/i;

/**
 * The class of what a spec threw. A spec is code that somebody has relied on: whatever it throws, it may be the app that is at
 * fault, also where it reads from what is not there. `harness` is only what no app can do.
 */
export function thrownClass(error: { message?: string }): FailureClass {
  const { message = '' } = error;
  const told = gist(error);
  const isExpectation = /\bexpect\b.*\(/.test(message);
  if (!isExpectation) {
    const way = ofTheWay.find(([pattern]) => pattern.test(told));
    if (way) return way[1];
    if (ofOurs.test(told)) return 'harness';
    if (isClosed.test(told)) return isBrowserGone.test(told) || isBrowserGone.test(message) ? 'harness' : 'render';
    if (isTimeLimit(error)) return 'timeout';
  }
  const seen = classOfError(error, 'contract');
  if (['dns', 'tcp', 'tls', 'timeout'].includes(seen)) return seen;
  if (ofStatus.test(message)) return 'http-error';
  return ofPage.test(told) ? 'render' : 'contract';
}
