import type { Page } from '@playwright/test';
import { isVital, type PageIssue } from '#fixtures/browser/page-issue.ts';
import { isProgram } from './problem-of.ts';

const watched = new WeakMap<Page, readonly PageIssue[]>();

/** Those of a page that is watched for them so far. */
export const filesAsPages = (page: Page): readonly PageIssue[] => watched.get(page) ?? [];

/** More of them say nothing new. */
const most = 20;

/**
 * Scripts, programs and styles of a page in whose place a page came, with 200: what a host of single-page apps answers for a file that is
 * not there. A browser runs some of them all the same, so that this is no failure by itself, but the reason of one.
 */
export function watchFilesAsPages(page: Page): readonly PageIssue[] {
  const found: PageIssue[] = [];
  watched.set(page, found);
  page.on('response', (response) => {
    const resource = response.request().resourceType();
    const isPage = response.status() === 200 && /^\s*text\/html\b/i.test(response.headers()['content-type'] ?? '');
    if (isPage && (isVital(resource) || isProgram(response.url())) && found.length < most)
      found.push({
        kind: 'failed request',
        text: 'answered 200 with a page',
        url: response.url(),
        resource,
        status: 200,
      });
  });
  return found;
}
