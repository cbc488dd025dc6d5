import { issueLine, type PageIssue } from '#fixtures/browser/page-issue.ts';
import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { frontendFailures } from './failures.ts';
import { visitPages } from './visit-pages.ts';

const { frontend } = target;

test(
  'every page shows itself in the browser, without an error',
  claim({
    id: 'frontend/renders',
    tier: 'browser',
    severity: 'P0',
    classes: ['render', 'timeout'],
    needs: [...reachabilityOf(frontend?.host ?? ''), 'frontend/pages', 'frontend/assets'],
    watched: frontend,
  }),
  async ({ page, guard }) => {
    const issues = await visitPages(page, guard);
    if (issues[0]) failOfIssue(issues[0], issues);
    expect(issues).toEqual([]);
    const { host, pages } = required(frontend);
    rulesOut(`${pages.length} of ${pages.length} pages show themselves in the browser`, host);
  },
);

const problems = {
  'console error': 'console-error',
  'page error': 'uncaught-error',
  'failed request': 'request-failed',
} as const;

function failOfIssue(first: PageIssue, all: readonly PageIssue[]): never {
  const { kind, status, errorCode, url } = first;
  const facts = {
    problem: problems[kind],
    count: all.length,
    detail: issueLine(first),
    url: url.replace(/[?#].*$/, ''),
    ...(status !== undefined && { status }),
    ...(errorCode && { errorCode }),
  };
  return fail(frontendFailures['page-reports-error'], facts, { evidence: all.map(issueLine) });
}
