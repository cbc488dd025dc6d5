import type { Page } from '@playwright/test';
import {
  breaksOff,
  isKeptBack,
  isNoPicture,
  issueLine,
  type PageIssue,
  whatBecame,
} from '#fixtures/browser/page-issue.ts';
import type { PageMonitor } from '#fixtures/browser/page-monitor.ts';
import { PageTroubled, saysGone } from '#fixtures/browser/page-trouble.ts';
import { isPainted, type Picture, picturesOf } from '#fixtures/browser/pictures.ts';
import { isWhole } from '#fixtures/http/images/image-end.ts';
import { formatOf } from '#fixtures/http/images/image-format.ts';
import { ownerOf } from '#fixtures/http/owner-of.ts';
import { degrade, fail, tellableAddress } from '#fixtures/outcome/check-outcome.ts';
import { extentOf } from '#record/facts.ts';
import { frontendFailures } from '../failures.ts';

/** What became of the pictures of one page. */
export interface PagePictures {
  path: string;
  /** The addresses of all that it shows or should show. */
  urls: string[];
  missing: MissingPicture[];
}

interface MissingPicture {
  /** The address that the page names; where redirects led to is the issue's. */
  url: string;
  issue: PageIssue;
  /** It decorates what lies below the first screen: hardly anybody misses it. */
  isAside: boolean;
}

/** So many of the first screen are looked into, to see whether all of each came. */
const mostRead = 12;

/**
 * Finds the pictures that a page names, everybody should see, and nobody does.
 *
 * @throws {PageTroubled} when the page has ended.
 */
export async function lookAtPictures(page: Page, guard: PageMonitor, path: string): Promise<PagePictures> {
  const all = await seenOn(page, guard);
  const shown = all.filter(({ url, isHidden }) => !isHidden && /^https?:/.test(url));
  const failed = guard.unexpected().filter(({ resource }) => resource === 'image');
  const missing: MissingPicture[] = [];
  for (const issue of failed) {
    const url = guard.pictures.askedAs(issue.url);
    const places = all.filter((one) => one.url === url);
    const isShown = places.length > 0 ? places.some(({ isHidden }) => !isHidden) : await isMeantToShow(page, url);
    if (isShown) missing.push({ url, issue, isAside: places.length > 0 && places.every(({ isAside }) => isAside) });
  }
  // What has failed on its way is judged by that, also where the target calls it normal or it is a stranger's.
  const known = new Set(guard.all().map(({ url }) => guard.pictures.askedAs(url)));
  for (const { url, state, isAside } of shown.filter((one) => !known.has(one.url))) {
    const isBroken = state === 'broken' && !guard.pictures.isEmptyOnPurpose(url);
    if (isBroken) missing.push({ url, issue: ofPicture(url, 'no-picture', 'is no picture'), isAside });
  }
  for (const { url, isAside } of shown.filter((one) => one.state === 'shown' && !one.isAside).slice(0, mostRead)) {
    const body = await guard.pictures.bodyOf(url);
    const format = body && formatOf(body);
    if (!body || !format || isWhole(format, body)) continue;
    missing.push({ url, issue: ofPicture(url, 'cut-off', `is cut off after ${body.length} bytes`), isAside });
  }
  const own = new Set(guard.unexpected(missing.map(({ issue }) => issue)));
  const urls = [...shown, ...missing].map(({ url }) => url);
  return { path, urls: [...new Set(urls)], missing: missing.filter(({ issue }) => own.has(issue)) };
}

/** Empty where the page has gone meanwhile: what it had asked for is known all the same. */
async function seenOn(page: Page, guard: PageMonitor): Promise<Picture[]> {
  try {
    return await guard.trouble.during(picturesOf(page.locator('img')));
  } catch (error) {
    if (error instanceof PageTroubled || saysGone(error)) throw error;
    return [];
  }
}

/**
 * A picture that no element holds: one of the target's own hosts is missed where the page had it, whatever stands in its place
 * now; one of a stranger may be made to count a visit, unless the page is painted with it.
 */
async function isMeantToShow(page: Page, url: string): Promise<boolean> {
  return ownerOf(url) !== 'stranger' || (await isPainted(page, url).catch(() => false));
}

const ofPicture = (url: string, broken: NonNullable<PageIssue['broken']>, text: string): PageIssue => ({
  ...{ kind: 'failed request', resource: 'image', text, url, broken },
});

/** What the pages report beside pictures that are missing: a page that says so in the console says nothing new. */
export function besidePictures(issues: readonly PageIssue[], pages: readonly PagePictures[]): PageIssue[] {
  const missing = pages.flatMap((one) => one.missing.map(({ issue }) => issue.url));
  return issues.filter(
    ({ kind, resource, url, text }) =>
      !missing.some((one) => (resource === 'image' && url === one) || (kind === 'console error' && text.includes(one))),
  );
}

/** Fails where pictures do not show that everybody should see; tells of those that hardly anybody misses. */
export function tellOfPictures(pages: readonly PagePictures[]): void {
  const all = pages.flatMap(({ path, missing }) => missing.map((one) => ({ ...one, path })));
  const lead = all.find(({ isAside }) => !isAside) ?? all[0];
  if (!lead) return;
  const { issue, path, url } = lead;
  const { host } = new URL(url);
  const gone = distinct(all.map((one) => one.url));
  const named = distinct([...pages.flatMap(({ urls }) => urls), ...gone]);
  const ofHost = (urls: readonly string[]) => urls.filter((one) => URL.parse(one)?.host === host).length;
  const facts = {
    ...{ path, host, url: tellableAddress(url), problem: problemOf(issue), detail: detailOf(issue) },
    ...{ count: gone.length, total: named.length, extent: extentOf(ofHost(gone), ofHost(named)) },
    ...(issue.status !== undefined && { status: issue.status }),
    ...(issue.errorCode && { errorCode: issue.errorCode }),
  };
  const evidence = all.map((one) => `${one.path}: ${issueLine(one.issue)}`);
  if (lead.isAside) degrade('advisory', frontendFailures['picture-missing'], facts, { evidence });
  else fail(frontendFailures['picture-missing'], facts, { evidence });
}

const distinct = (urls: readonly string[]) => [...new Set(urls)];

/** In a word, why it does not show. */
function problemOf(issue: PageIssue): string {
  const { status = 0, errorCode, broken } = issue;
  if (errorCode === 'csp') return 'by-policy';
  if (isKeptBack(issue)) return 'by-header';
  if (isNoPicture(issue)) return 'no-picture';
  if (broken) return broken;
  if (breaksOff(issue)) return 'cut-off';
  if (status >= 500) return 'fails';
  if (status >= 400) return status === 404 || status === 410 ? 'gone' : 'denied';
  return 'unanswered';
}

function detailOf(issue: PageIssue): string {
  const words: Record<string, string> = {
    'by-policy': "is forbidden by the page's own content security policy",
    'by-header': `may not be shown there, by a header of its own (${issue.errorCode})`,
    'no-picture': 'is no picture',
    ...(breaksOff(issue) && { 'cut-off': `breaks off on its way (${issue.errorCode})` }),
    unanswered: `did not come (${issue.errorCode})`,
  };
  return words[problemOf(issue)] ?? whatBecame(issue);
}
