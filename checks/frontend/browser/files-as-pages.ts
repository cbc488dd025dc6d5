import type { Page } from '@playwright/test';
import { htmlAnswers } from '#fixtures/browser/html-answers.ts';
import { isVital, type PageIssue } from '#fixtures/browser/page-issue.ts';
import { isProgram } from './problem-of.ts';

/** More of them say nothing new. */
const most = 20;

/**
 * Scripts, programs and styles of a watched page in whose place a page came, with 200: what a host of single-page apps answers for a file
 * that is not there. A browser runs some of them all the same, so that this is no failure by itself, but the reason of one.
 */
export const filesAsPages = (page: Page): PageIssue[] =>
  htmlAnswers(page)
    .filter(({ url, resource }) => isVital(resource) || isProgram(url))
    .slice(0, most)
    .map(({ url, resource }) => ({
      kind: 'failed request',
      text: 'answered 200 with a page',
      url,
      resource,
      status: 200,
    }));
