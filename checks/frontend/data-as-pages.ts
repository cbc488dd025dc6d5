import type { Page, Response } from '@playwright/test';
import { isData, type PageIssue } from '#fixtures/browser/page-issue.ts';
import { required } from '#fixtures/index.ts';
import { target } from '#fixtures/runtime/settings.ts';

interface Answer {
  url: string;
  resource: string;
  body: Promise<string>;
}

/** What a page has been answered by its own site. */
interface Answers {
  documents: Answer[];
  data: Answer[];
}

const watched = new WeakMap<Page, Answers>();

/** More of them say nothing new; and larger ones are not compared, in bytes. */
const most = 20;
const mostBytes = 500_000;

/** Remembers what the site answers a page for what it asks. */
export function watchDataAsPages(page: Page): void {
  const answers: Answers = { documents: [], data: [] };
  watched.set(page, answers);
  page.on('response', (response) => {
    const request = response.request();
    const resource = request.resourceType();
    const list = resource === 'document' ? answers.documents : answers.data;
    if (
      !(resource === 'document' || isData(resource)) ||
      list.length >= most ||
      !isPage(response) ||
      !isOwn(response.url(), page)
    )
      return;
    list.push({ url: response.url(), resource, body: response.text().catch(() => '') });
  });
}

const isPage = (response: Response) => {
  const { 'content-type': type = '', 'content-length': length = '0' } = response.headers();
  return response.status() === 200 && /^\s*text\/html\b/i.test(type) && Number(length) <= mostBytes;
};

/** Its first document is asked for before the page is anywhere. */
const isOwn = (url: string, page: Page) => {
  const { origin } = new URL(url);
  return page.url() === 'about:blank' || origin === URL.parse(page.url())?.origin;
};

/**
 * Calls of a page for data that the site answered, with 200, with the very page that it answers for itself: what a host of
 * single-page apps does for whatever it does not have. The page was built with the address of its site, or with none, in place
 * of its API's; or the rule that leads to the API has gone. What loads other pages in advance asks for those that are linked.
 */
export async function dataAsPages(page: Page): Promise<PageIssue[]> {
  const { documents, data } = watched.get(page) ?? { documents: [], data: [] };
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
