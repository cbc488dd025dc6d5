import { issueLine, type PageIssue, whatBecame } from '#fixtures/browser/page-issue.ts';
import { reachabilityOf, workingApi } from '#fixtures/claim/needs.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { degrade, fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { withoutQuery } from '#record/without-query.ts';
import { frontendFailures } from './failures.ts';
import { tellOfPictures } from './missing-pictures.ts';
import { problemOf } from './problem-of.ts';
import { type Visit, visitPages } from './visit-pages.ts';

const { frontend, apis, hosts } = target;

test(
  'every page shows itself in the browser, without an error',
  claim({
    id: 'frontend/renders',
    tier: 'browser',
    severity: 'P0',
    classes: ['render', 'image', 'timeout'],
    // A page that gets nothing of its APIs is their failure; a picture that cannot come, that of the way to its host.
    needs: [
      ...Object.keys(hosts).flatMap(reachabilityOf),
      'frontend/pages',
      'frontend/assets',
      ...Object.values(apis).flatMap(({ host }) => workingApi(host)),
    ],
    watched: frontend,
  }),
  async ({ page, guard }) => {
    const visit = await visitPages(page, guard);
    const [first, ...others] = visit.unexpected;
    if (first) failOfIssue([first, ...others]);
    expect(visit.unexpected).toEqual([]);
    tellOfPictures(visit.pictures);
    tellOfStrangers(visit);
    const { host, pages } = required(frontend);
    const all =
      pages.length === 1 ? 'the page shows itself' : `${pages.length} of ${pages.length} pages show themselves`;
    rulesOut(`${all} in the browser`, host);
  },
);

/**
 * A page that calls none of its APIs and another host in their place was built with the wrong address: without an answer
 * from there that is a failure, with one it is told. Beside calls to its own APIs a host that fails is told as well.
 */
function tellOfStrangers({ strange, strangers, asksApis }: Visit): void {
  const called = [...strangers.keys()];
  const isMistaken = Object.keys(apis).length > 0 && !asksApis && called.length > 0;
  const failed = strange.find(({ url }) => called.includes(URL.parse(url)?.origin ?? '')) ?? strange[0];
  const origin = URL.parse(failed?.url ?? called[0] ?? '')?.origin ?? '';
  const detail = failed ? whatBecame(failed) : 'none of its APIs is asked';
  const evidence = strange.map(issueLine).slice(0, 6);
  const code = frontendFailures['page-calls-stranger'];
  const facts = { origin, detail, count: Math.max(strange.length, called.length) };
  if (isMistaken && failed && called.includes(origin)) fail(code, facts, { evidence });
  if (isMistaken || failed) degrade('advisory', code, facts, { evidence });
}

const problems = {
  'console error': 'console-error',
  'page error': 'uncaught-error',
  'failed request': 'request-failed',
} as const;

/** A script that the policy of the page forbids is told before what came of it. */
function failOfIssue([earliest, ...others]: readonly [PageIssue, ...PageIssue[]]): never {
  const all = [earliest, ...others];
  const { problem, issue } = problemOf(all);
  const blocked = problem === 'blocked-by-policy' ? issue : undefined;
  const first = blocked ?? earliest;
  const { kind, status, errorCode, url } = first;
  const facts = {
    problem: blocked ? 'blocked-by-policy' : problems[kind],
    count: all.length,
    detail: issueLine(first),
    url: withoutQuery(url),
    ...(status !== undefined && { status }),
    ...(errorCode && { errorCode }),
  };
  return fail(frontendFailures['page-reports-error'], facts, { evidence: all.map(issueLine) });
}
