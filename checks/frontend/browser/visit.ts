import type { Look } from '#fixtures/browser/look-at-page.ts';
import { issueLine, type PageIssue } from '#fixtures/browser/page-issue.ts';
import type { PageMonitor } from '#fixtures/browser/page-monitor.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { required } from '#fixtures/index.ts';
import { remark } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { afterFailedCall } from './after-failed-call.ts';
import { brokenModules } from './broken-modules.ts';
import { dataAsPages } from './data-as-pages.ts';
import { keepsPageEmpty } from './fail-of-request.ts';
import { filesAsPages } from './files-as-pages.ts';
import type { Calls } from './in-place-of-api.ts';
import { besidePictures, lookAtPictures, type PagePictures } from './missing-pictures.ts';

/** A visit to all pages that came to its end. */
export interface Visit extends Calls {
  /** Files of the pages in whose place a page came. */
  asPages: readonly PageIssue[];
  /** Calls for data that the site answered with its own page. */
  dataAsPages: readonly PageIssue[];
  /** What the pages did not get of the APIs. */
  missed: PageIssue[];
  /** The pictures of each page, and which of them do not show. */
  pictures: readonly PagePictures[];
  /** What the pages reported beside all that, and the target does not call normal. */
  unexpected: PageIssue[];
  /** Of these, what came of an API that failed what the page asked. */
  ofFailedCalls: readonly PageIssue[];
  /** Scripts of the pages that broke off as they started. */
  brokenOff: readonly string[];
  strange: PageIssue[];
  /** Service workers that the pages could not have. */
  workers: PageIssue[];
  /** Sockets that the pages tried to open, and do not have. */
  sockets: PageIssue[];
}

/** What was seen of one page while it was open. */
export interface SeenPage {
  guard: PageMonitor;
  pictures: PagePictures;
  asPages: readonly PageIssue[];
  data: readonly PageIssue[];
  brokenOff: readonly string[];
}

/** The pages of one visit, each as it looked and as it was. */
export interface Visited {
  looks: readonly Look[];
  seen: readonly SeenPage[];
}

/**
 * Looks into a page that shows itself and is still open.
 *
 * @throws {PageTroubled} when the page has ended.
 */
export async function lookInto({ tab: { page, guard, path } }: Look): Promise<SeenPage> {
  const pictures = await lookAtPictures(page, guard, path);
  const data = await dataAsPages(page);
  const hasThrown = guard.unexpected().some(({ kind }) => kind === 'page error');
  const brokenOff = hasThrown ? await brokenModules(page) : [];
  return { guard, pictures, asPages: filesAsPages(page), data, brokenOff };
}

/** What there is to say of all pages. */
export function visitOf(seen: readonly SeenPage[]): Visit {
  const guards = seen.map(({ guard }) => guard);
  const pictures = seen.map((one) => one.pictures);
  const reported = guards.map((one) => ({ all: one.all(), one }));
  return {
    asPages: seen.flatMap((one) => one.asPages),
    dataAsPages: seen.flatMap((one) => one.data),
    brokenOff: seen.flatMap((one) => one.brokenOff),
    missed: guards.flatMap((one) => one.ofApis()),
    pictures,
    unexpected: besidePictures(
      reported.flatMap(({ all, one }) => one.unexpected(all)),
      pictures,
    ),
    ofFailedCalls: reported.flatMap(({ all, one }) => afterFailedCall(all, keepsPageEmpty(one.ofApis()))),
    strange: guards.flatMap((one) => one.ofStrangers()),
    sockets: guards.flatMap((one) => one.lostSockets()),
    workers: guards.flatMap((one) => one.ofWorkers()),
    strangers: strangersOf(guards),
    asksApis: guards.some(({ asksApis }) => asksApis),
  };
}

const strangersOf = (guards: readonly PageMonitor[]) => new Map(guards.flatMap((one) => [...one.strangers]));

/** What was not well with a page when it was open before; whoever opens it next says what it is like now. */
export interface Flaw {
  path: string;
  url: string;
  detail: string;
  /** For a reader, one a line. */
  evidence: string[];
}

/** The first page that was not well, and why. */
export function flawIn(seen: readonly SeenPage[]): Flaw | undefined {
  for (const one of seen) {
    const visit = visitOf([one]);
    const issues = [...flawsOf(visit), ...visit.missed];
    if (issues.length > 0) return flawOf(one.pictures.path, issues);
  }
  return undefined;
}

/** What there is to say of a page that was not well, by what it reported. */
export function flawOf(path: string, issues: readonly PageIssue[]): Flaw {
  const evidence = [...new Set(issues.map(issueLine))].slice(0, 6);
  const [detail = 'it did not show itself, or did not stay so'] = evidence;
  return { path, url: urlOf(required(target.frontend).host, path), detail, evidence };
}

/** What was not well with the pages themselves; what the APIs did not give them is another check's. */
export const flawsOf = (visit: Visit): PageIssue[] => [
  ...visit.unexpected,
  ...visit.strange,
  ...visit.sockets,
  ...visit.dataAsPages,
  ...visit.workers,
  ...visit.pictures.flatMap(({ missing }) => missing.map(({ issue }) => issue)),
];

/** Tells what hinders nobody on the pages, and a reader may want to know. */
export function tellAside(guards: readonly PageMonitor[]): void {
  const theirs = guards.flatMap((one) => one.ofThirdParties()).map(issueLine);
  if (theirs.length > 0) remark(`third parties failed in ${theirs.length} ways, such as ${theirs[0]}`);
  const aside = guards.flatMap((one) => one.aside()).map(issueLine);
  if (aside.length > 0) remark(`beside the pages, and hindering nobody, failed ${aside.length}: ${aside[0]}`);
  const alerts = guards.reduce((sum, { trouble }) => sum + trouble.alerts, 0);
  if (alerts > 0) remark(`the pages opened ${alerts} alerts`);
  const downloads = guards.reduce((sum, { trouble }) => sum + trouble.downloads, 0);
  if (downloads > 0) remark(`the pages started ${downloads} downloads`);
  const forMembers = guards.flatMap((one) => one.socketsForMembers()).map(issueLine);
  if (forMembers.length > 0) remark(`the pages have no socket, as strangers may have none: ${forMembers[0]}`);
  const strangers = [...strangersOf(guards).keys()];
  if (strangers.length > 0)
    remark(`the pages also call ${strangers.slice(0, 6).join(', ')}, which the target does not name`);
}
