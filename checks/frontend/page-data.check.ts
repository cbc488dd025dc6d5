import { isCorsRefusal, issueLine, mayBeOfAGateway, type PageIssue, whatBecame } from '#fixtures/browser/page-issue.ts';
import { workingApi, workingFrontend } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, notRun, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { commonFailures } from '#fixtures/outcome/common-failures.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { frontendFailures } from './failures.ts';
import { visitedPages } from './visit-pages.ts';

const { frontend, apis, auth } = target;

test(
  'the APIs give the pages what they ask for',
  claim({
    id: 'frontend/page-data',
    tier: 'browser',
    severity: 'P1',
    classes: ['http-error', 'timeout', 'rate-limited', 'cors'],
    needs: [
      ...workingFrontend(),
      ...Object.values(apis).flatMap(({ host }) => workingApi(host)),
      ...(auth?.page ? ['auth/browser-session'] : []),
    ],
    watched: frontend && Object.keys(apis).length > 0,
  }),
  async ({ page, guard }) => {
    const visit = await visitedPages(page, guard);
    if (!visit) return notRun('blocked', 'the pages do not show: frontend/renders did not hold');
    const { missed, asksApis } = visit;
    if (missed[0]) failOfRequest(missed[0], missed);
    expect(missed).toEqual([]);
    const { length } = required(frontend).pages;
    // Where nothing was asked, nothing was answered.
    if (asksApis)
      rulesOut(`${length === 1 ? 'what the page asks' : `what ${length} pages ask`} of the APIs is answered`);
  },
);

function failOfRequest(first: PageIssue, all: readonly PageIssue[]): never {
  const { status, errorCode, corsError } = first;
  const { host, origin, pathname: path } = new URL(first.url);
  const facts = { host, path, url: origin + path, count: all.length, detail: whatBecame(first) };
  const told = { evidence: all.map(issueLine), unconfirmed: all.every(mayBeOfAGateway) };
  if (isCorsRefusal(first)) {
    const refused = { ...facts, origin: new URL(urlOf(required(frontend).host)).origin };
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
