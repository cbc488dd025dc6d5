import {
  isCorsRefusal,
  isData,
  issueLine,
  mayBeOfAGateway,
  type PageIssue,
  whatBecame,
} from '#fixtures/browser/page-issue.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { required } from '#fixtures/index.ts';
import { fail } from '#fixtures/outcome/check-outcome.ts';
import { commonFailures } from '#fixtures/outcome/common-failures.ts';
import { target } from '#fixtures/runtime/settings.ts';
import type { Facts } from '#record/facts.ts';
import { frontendFailures } from '../failures.ts';

/**
 * Ends the check because an API did not give a page what it asked for.
 *
 * @param all that was not given, the one that is told first.
 * @param more of the evidence, and what the page made of it.
 */
export function failOfRequest(
  all: readonly [PageIssue, ...PageIssue[]],
  { more = [], facts: about = {} }: { more?: readonly string[]; facts?: Pick<Facts, 'problem'> } = {},
): never {
  const [first] = all;
  const { status, errorCode, corsError } = first;
  const { host, origin, pathname: path } = new URL(first.url);
  const facts = { ...about, host, path, url: origin + path, count: all.length, detail: whatBecame(first) };
  const told = { evidence: [...all.map(issueLine), ...more], unconfirmed: all.every(mayBeOfAGateway) };
  if (isCorsRefusal(first)) {
    const refused = { ...facts, origin: new URL(urlOf(required(target.frontend).host)).origin };
    const seen = { ...(corsError && { errorCode: corsError }), ...(status !== undefined && { status }) };
    return fail(frontendFailures['page-request-cors'], { ...refused, ...seen }, told);
  }
  if (status === 429)
    return fail(
      commonFailures['rate-limited'],
      { ...facts, subject: "a page's request", status, expectedStatus: [200] },
      told,
    );
  if (status !== undefined) return fail(frontendFailures['page-request-failed'], { ...facts, status }, told);
  if (!errorCode) return fail(frontendFailures['page-request-unanswered'], facts, told);
  return fail(frontendFailures['page-request-unanswered'], { ...facts, errorCode }, { ...told, class: 'http-error' });
}

/**
 * Of what a page was not given, what keeps it from showing itself: data for which there was an error or no answer. A page that is
 * written for it draws a notice in its place, and one that is not throws. Pure.
 */
export function keepsPageEmpty(missed: readonly PageIssue[]): PageIssue[] {
  const isError = ({ status, errorCode, unanswered }: PageIssue) =>
    status === undefined ? errorCode !== undefined || unanswered === true : status >= 500 || status === 429;
  return missed.filter((issue) => isData(issue.resource ?? '') && (isError(issue) || isCorsRefusal(issue)));
}
