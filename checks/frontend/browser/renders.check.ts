import { scriptOfWorker } from '#fixtures/browser/of-service-worker.ts';
import { isData, issueLine, type PageIssue, whatBecame } from '#fixtures/browser/page-issue.ts';
import { drawsPages, lostConnection } from '#fixtures/browser/sockets.ts';
import { reachabilityOf, workingApi } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { degrade, fail, rulesOut, tellable } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { withoutQuery } from '#record/without-query.ts';
import { frontendFailures } from '../failures.ts';
import { isForCounting, isOfFile } from './data-as-pages.ts';
import { failOfRequest, keepsPageEmpty } from './fail-of-request.ts';
import { failedInPlaceOfApi, isMistaken } from './in-place-of-api.ts';
import { tellOfPictures } from './missing-pictures.ts';
import { causeOf, isSiteData } from './problem-of.ts';
import type { Visit } from './visit.ts';
import { type FinishedVisit, visitPages } from './visit-pages.ts';

const { frontend, apis, hosts } = target;

test(
  'every page shows itself in the browser, without an error',
  claim({
    id: 'frontend/renders',
    tier: 'browser',
    severity: 'P0',
    classes: ['render', 'image', 'timeout', 'http-error', 'rate-limited', 'cors'],
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
    const stranger = failedInPlaceOfApi(visit);
    if (stranger) failOfStranger(stranger, visit);
    failOfOwnSite(visit);
    tellOfSockets(visit);
    failOfReports(visit);
    expect(visit.unexpected).toEqual([]);
    tellOfPictures(visit.pictures);
    tellOfStrangers(visit);
    tellOfWorkers(visit);
    tellOfBefore(visit);
    const { host, pages } = required(frontend);
    const all =
      pages.length === 1 ? 'the page shows itself' : `${pages.length} of ${pages.length} pages show themselves`;
    rulesOut(`${all} in the browser`, host);
  },
);

function failOfStranger(failed: PageIssue, { strange, strangers, unexpected }: Visit): never {
  const { origin = '' } = URL.parse(failed.url) ?? {};
  const facts = { origin, detail: whatBecame(failed), count: Math.max(strange.length, strangers.size) };
  const evidence = [...strange.slice(0, 3), ...unexpected.slice(0, 3)].map(issueLine);
  return fail(frontendFailures['page-calls-stranger'], facts, { evidence });
}

/**
 * Pages ask their own site for data, and get its page, or hear that there is no such thing. By what they report then, or where
 * they ask none of their APIs, it is what is wrong; else it is told.
 */
function failOfOwnSite({ dataAsPages: all, unexpected, asPages, asksApis }: Visit): void {
  const dataAsPages = all.filter((one) => !isSiteData(one));
  const isWithoutApi = Object.keys(apis).length > 0 && !asksApis;
  const missing = unexpected.filter((one) => isWithoutApi && isNothingThere(one));
  const [first, ...others] = [...dataAsPages, ...missing].toSorted((a, b) => Number(isOfFile(a)) - Number(isOfFile(b)));
  if (!first || causeOf(unexpected, asPages)) return;
  const { host, origin, pathname: path } = new URL(first.url);
  const detail = whatBecame(first);
  const facts = { host, path, url: origin + path, detail, count: 1 + others.length };
  const evidence = [...new Set([first, ...others, ...unexpected])].map(issueLine).slice(0, 6);
  if (unexpected.length > 0 || (isWithoutApi && !isOfFile(first)))
    fail(frontendFailures['page-asks-own-site'], facts, { evidence });
  degrade('advisory', frontendFailures['page-asks-own-site'], facts, { evidence });
}

/** A call for data, to the site itself, that is answered as one for nothing is. */
const isNothingThere = (issue: PageIssue): boolean =>
  isData(issue.resource ?? '') &&
  [404, 405].includes(issue.status ?? 0) &&
  !isOfFile(issue) &&
  !isForCounting(issue.url) &&
  URL.parse(issue.url)?.origin === new URL(urlOf(required(frontend).host)).origin;

/** What no page waits for to have something to show: no API answers with one. */
const isOfPicture = ({ resource }: PageIssue): boolean => resource === 'image' || resource === 'media';

/** A host that is named nowhere is told where it fails, and where pages that ask none of their APIs ask it in their place. */
function tellOfStrangers(visit: Visit): void {
  const { strange, strangers } = visit;
  const [failed] = strange;
  if (!failed && !isMistaken(visit)) return;
  const origin = URL.parse(failed?.url ?? [...strangers.keys()][0] ?? '')?.origin ?? '';
  const detail = failed ? whatBecame(failed) : 'none of its APIs is asked';
  const ofPictures = failed !== undefined && !isMistaken(visit) && strange.every(isOfPicture);
  const count = Math.max(strange.length, strangers.size);
  const facts = { origin, detail, count, ...(ofPictures && { problem: 'pictures', url: withoutQuery(failed.url) }) };
  degrade('advisory', frontendFailures['page-calls-stranger'], facts, { evidence: strange.map(issueLine).slice(0, 6) });
}

/** Who opens a page for the first time misses nothing. */
function tellOfWorkers({ workers }: Visit): void {
  const [first] = workers;
  if (!first) return;
  const url = withoutQuery(scriptOfWorker(first) ?? first.url);
  const facts = { url, detail: tellable(first.text), count: workers.length };
  degrade('advisory', frontendFailures['service-worker-fails'], facts, {
    evidence: [...new Set(workers.map(issueLine))].slice(0, 6),
  });
}

/** Whoever opens them twice, and sees them well once, cannot say that they are well. */
function tellOfBefore({ flaw, before }: FinishedVisit): void {
  if (flaw || !before) return;
  const { evidence, ...facts } = before;
  degrade('advisory', frontendFailures['page-fails-at-times'], facts, { evidence });
}

/** Most pages go on without what comes by a socket; those that it draws look well, and nothing on them does anything. */
function tellOfSockets({ sockets }: Visit): void {
  const first = sockets.find(drawsPages) ?? sockets[0];
  if (!first) return;
  const { status } = first;
  const url = first.url.replace(/^ws/, 'http');
  const { host, pathname: path } = new URL(url);
  const problem = drawsPages(first) ? 'socket-draws' : lostConnection(first);
  const detail = whatBecame(first);
  const facts = { ...{ host, path, url, problem, detail, count: sockets.length }, ...(status && { status }) };
  const evidence = [...new Set(sockets.map(issueLine))].slice(0, 6);
  if (problem === 'socket-draws') fail(frontendFailures['page-socket-refused'], facts, { evidence });
  degrade('advisory', frontendFailures['page-socket-refused'], facts, { evidence });
}

/** What a page reports because an API fails it is told as that API's; what it reports beside that comes first. */
function failOfReports({ unexpected, ofFailedCalls, missed, asPages, dataAsPages, brokenOff }: Visit): void {
  const [first, ...others] = unexpected.toSorted(
    (a, b) => Number(ofFailedCalls.includes(a)) - Number(ofFailedCalls.includes(b)),
  );
  const lost = dataAsPages.filter(isSiteData);
  tellOfSiteData(first ? [] : lost);
  if (!first) return;
  const [call, ...calls] = keepsPageEmpty(missed);
  if (call && ofFailedCalls.includes(first))
    failOfRequest([call, ...calls], { more: unexpected.map(issueLine), facts: { problem: 'throws' } });
  failOfIssue([first, ...others], [...asPages, ...lost], brokenOff);
}

/** A page that loses what its framework asks its own site for, and reports nothing, goes on without. */
function tellOfSiteData([first, ...others]: readonly PageIssue[]): void {
  if (!first) return;
  const evidence = [first, ...others].map(issueLine);
  degrade('advisory', frontendFailures['page-reports-error'], factsOf(first, 'site-data-failed', evidence.length), {
    evidence,
  });
}

const problems = {
  'console error': 'console-error',
  'page error': 'uncaught-error',
  'failed request': 'request-failed',
} as const;

/** A script that the policy of the page forbids, and a file of its own that it does not get, are told before what came of it. */
function failOfIssue(
  [earliest, ...others]: readonly [PageIssue, ...PageIssue[]],
  asPages: readonly PageIssue[],
  brokenOff: readonly string[],
): never {
  const all = [earliest, ...others];
  const cause = causeOf(all, asPages);
  const thrown = brokenOff.length > 0 ? all.find(({ kind }) => kind === 'page error') : undefined;
  const first = cause?.issue ?? thrown ?? earliest;
  const problem = cause?.problem ?? (thrown ? 'script-broke-off' : problems[first.kind]);
  const facts = factsOf(first, problem, all.length);
  return fail(frontendFailures['page-reports-error'], facts, {
    evidence: [...new Set([first, ...all])].map(issueLine),
  });
}

function factsOf(issue: PageIssue, problem: string, count: number) {
  const { status, errorCode, url } = issue;
  return {
    ...{ problem, count, detail: issueLine(issue), url: withoutQuery(url) },
    ...(status !== undefined && { status }),
    ...(errorCode && { errorCode }),
  };
}
