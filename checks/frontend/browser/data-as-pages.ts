import type { Page } from '@playwright/test';
import { htmlAnswers } from '#fixtures/browser/html-answers.ts';
import { isData, type PageIssue } from '#fixtures/browser/page-issue.ts';
import { required } from '#fixtures/index.ts';
import { target } from '#fixtures/runtime/settings.ts';

/**
 * Calls of a watched page for data that the site answered, with 200, with the very page that it answers for itself: what a host of
 * single-page apps does for whatever it does not have. The page was built with the address of its site, or with none, in place
 * of its API's; or the rule that leads to the API has gone. What loads other pages in advance asks for those that are linked.
 */
export async function dataAsPages(page: Page): Promise<PageIssue[]> {
  const answers = htmlAnswers(page).filter(({ isOwn }) => isOwn);
  const documents = answers.filter(({ resource }) => resource === 'document');
  const data = answers.filter(({ resource }) => isData(resource));
  if (data.length === 0) return [];
  const own = new Set((await Promise.all(documents.map(({ body }) => body))).map(comparable));
  const links = await page.evaluate(readLinks).catch(() => []);
  const known = new Set([
    ...Array.from(Object(links) as string[]),
    ...required(target.frontend).pages.map(({ path }) => path),
  ]);
  const bodies = await Promise.all(data.map(({ body }) => body));
  return data
    .filter(({ url }, at) => {
      const { pathname } = new URL(url);
      const isLinked = known.has(pathname) || /(?:^|\/)(?:index\.html?)?$/.test(pathname);
      return !isLinked && !isForCounting(url) && bodies[at] !== '' && own.has(comparable(bodies[at] ?? ''));
    })
    .map(({ url, resource }) => ({
      kind: 'failed request',
      text: "answered 200 with the site's own page",
      url,
      resource,
      status: 200,
    }));
}

/** What counts visits and measures pages tells, and wants to hear nothing: hosts answer it where they have it switched on. */
export const isForCounting = (url: string): boolean => counting.test(new URL(url).pathname);
const counting =
  /\/(?:_vercel|cdn-cgi|analytics|beacons?|collect|envelope|insights|metrics|pageviews?|rum|speed-insights|telemetry|track(?:ing)?|vitals)(?:\/|$)/i;

/** Runs in the page. */
const readLinks = '[location.pathname, ...[...document.links].slice(0, 2000).map(({ pathname }) => pathname)]';

/** A page without what is made anew for each answer. */
const comparable = (html: string) => html.replace(/\s(?:nonce|content|value)=(?:"[^"]*"|'[^']*')/g, '').trim();

/** Whether it is by a file that a page asks, of which it can do without. */
export const isOfFile = ({ url }: Pick<PageIssue, 'url'>): boolean => /\.[a-z]\w{1,11}$/i.test(new URL(url).pathname);
