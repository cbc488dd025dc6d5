import type { Page } from '@playwright/test';
import { openTab } from '#fixtures/browser/browser.ts';
import { issueLine, type PageIssue } from '#fixtures/browser/page-issue.ts';
import type { PageMonitor } from '#fixtures/browser/page-monitor.ts';
import { required, test } from '#fixtures/index.ts';
import { note, remark, withinBudget } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { afterFailedCall } from './after-failed-call.ts';
import { brokenModules } from './broken-modules.ts';
import { dataAsPages, watchDataAsPages } from './data-as-pages.ts';
import { keepsPageEmpty } from './fail-of-request.ts';
import { watchFilesAsPages } from './files-as-pages.ts';
import type { Calls } from './in-place-of-api.ts';
import { besidePictures, lookAtPictures, type PagePictures } from './missing-pictures.ts';
import { showPages, staysShown } from './show-page.ts';

const { frontend, budgets } = target;

/** A visit to all pages that came to its end. */
export interface Visit extends Calls {
  /** Files of the pages in whose place a page came. */
  asPages: readonly PageIssue[];
  /** Calls for data that the site answered with its own page. */
  dataAsPages: readonly PageIssue[];
  /** What the pages did not get of the APIs. */
  missed: PageIssue[];
  /** The pictures of each page, and which of them do not show. */
  pictures: PagePictures[];
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

/** The last one of this worker: undefined as long as there was none, false where a page did not show itself. */
let visit: Visit | false | undefined;

/** So many pages are open at once at most: each costs memory. */
const mostTabs = 4;
/** What a test may take beside its pages, and for each of them, in ms. */
const [ownMs, eachMs] = [60_000, 15_000];

/** The visit to the pages that a check of this worker has made, or one now. False when a page stays blank. */
export async function visitedPages(page: Page, guard: PageMonitor): Promise<Visit | false> {
  if (visit === undefined) await visitPages(page, guard);
  return visit ?? false;
}

/**
 * Opens each page of the target as a stranger, each in a tab of its own, and waits until it shows itself, stays so and
 * has been answered. A visit of this worker that found nothing is not made twice; one that did is, so that the check that
 * fails has its own picture of it.
 */
export async function visitPages(page: Page, guard: PageMonitor): Promise<Visit> {
  const { pages } = required(frontend);
  if (visit && isSpotless(visit)) {
    for (const { path } of pages) note({ kind: 'probe', name: path, ok: true });
    return visit;
  }
  visit = false;
  test.info().setTimeout(ownMs + pages.length * eachMs);
  const guards = [guard];
  const asPages = [watchFilesAsPages(page)];
  const data: PageIssue[] = [];
  const brokenOff: string[] = [];
  watchDataAsPages(page);
  const slowest: number[] = [];
  const pictures: PagePictures[] = [];
  for (let from = 0; from < pages.length; from += mostTabs) {
    const tabs = await Promise.all(
      pages.slice(from, from + mostTabs).map(async (one, at) => {
        const isLast = from + at === pages.length - 1;
        return { ...one, ...(isLast ? { page, guard } : await openTab(page)) };
      }),
    );
    const others = tabs.filter((tab) => tab.page !== page);
    for (const tab of others) watchDataAsPages(tab.page);
    asPages.push(...others.map((tab) => watchFilesAsPages(tab.page)));
    guards.push(...others.map((tab) => tab.guard));
    const shown = await test.step('the pages show themselves', () => showPages(tabs));
    for (const { path } of shown) note({ kind: 'probe', name: path, ok: true });
    await test.step('they stay as they are', async () => {
      for (const tab of shown) await staysShown(tab);
    });
    for (const tab of shown) pictures.push(await lookAtPictures(tab.page, tab.guard, tab.path));
    for (const tab of shown) data.push(...(await dataAsPages(tab.page)));
    for (const tab of shown.filter(({ guard: one }) => one.unexpected().some(({ kind }) => kind === 'page error')))
      brokenOff.push(...(await brokenModules(tab.page)));
    slowest.push(...shown.map(({ ms }) => ms));
    await Promise.all(shown.filter((tab) => tab.page !== page).map((tab) => tab.page.close()));
  }
  // A browser has to draw what a server sends: it gets as long again.
  withinBudget('slowest page in the browser', Math.max(...slowest), 2 * budgets.page);
  visit = { ...whatWasSeen(guards, pictures), asPages: asPages.flat(), dataAsPages: data, brokenOff };
  return visit;
}

const isSpotless = ({ unexpected, strange, sockets, pictures, dataAsPages, workers }: Visit) =>
  unexpected.length === 0 &&
  sockets.length === 0 &&
  dataAsPages.length === 0 &&
  strange.length === 0 &&
  workers.length === 0 &&
  pictures.every(({ missing }) => missing.length === 0);

function whatWasSeen(
  guards: readonly PageMonitor[],
  pictures: PagePictures[],
): Omit<Visit, 'asPages' | 'dataAsPages' | 'brokenOff'> {
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
  const strangers = new Map(guards.flatMap((one) => [...one.strangers]));
  if (strangers.size > 0)
    remark(`the pages also call ${[...strangers.keys()].slice(0, 6).join(', ')}, which the target does not name`);
  const reported = guards.map((one) => ({ all: one.all(), one }));
  return {
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
    strangers,
    asksApis: guards.some(({ asksApis }) => asksApis),
  };
}
