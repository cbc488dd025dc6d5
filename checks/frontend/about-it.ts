import type { Page } from '@playwright/test';
import { issueLine, type PageIssue, whatBecame } from '#fixtures/browser/page-issue.ts';
import type { PageMonitor } from '#fixtures/browser/page-monitor.ts';
import { tellable } from '#fixtures/outcome/check-outcome.ts';
import type { Facts } from '#record/facts.ts';
import { withoutQuery } from '#record/without-query.ts';
import { filesAsPages } from './files-as-pages.ts';
import { callLine, failedInPlaceOfApi } from './in-place-of-api.ts';
import { causeOf, problemOf } from './problem-of.ts';

interface Looked {
  page: Page;
  guard: PageMonitor;
  path: string;
}

/** What there is to say of a page that does not show itself: why, as far as it tells, and what it reports. */
export function aboutIt({ page, guard, path }: Looked): { facts: Facts & { path: string }; evidence: string[] } {
  const [unexpected, asPages] = [guard.unexpected(), filesAsPages(page)];
  const evidence = [...unexpected, ...guard.ofStrangers(), ...guard.ofApis(), ...asPages].map(issueLine).slice(0, 6);
  return { facts: { ...whyOf(guard, unexpected, asPages), path }, evidence };
}

/** Without its styles a page shows what it shows, and ugly. */
const isNoSheet = ({ resource }: PageIssue) => resource !== 'stylesheet';

function whyOf(guard: PageMonitor, unexpected: readonly PageIssue[], asPages: readonly PageIssue[]): Facts {
  const { strangers, asksApis } = guard;
  const cause = causeOf(unexpected.filter(isNoSheet), asPages.filter(isNoSheet));
  if (cause?.issue.kind === 'failed request') {
    const { status } = cause.issue;
    const url = withoutQuery(cause.issue.url);
    const detail = `${url}: ${whatBecame(cause.issue)}`;
    return { problem: cause.problem, url, detail, ...(status !== undefined && { status }) };
  }
  const call = failedInPlaceOfApi({ strange: guard.ofStrangers(), strangers, asksApis, unexpected });
  if (call) return { problem: 'calls-stranger', detail: callLine(call) };
  const { problem, issue } = problemOf(unexpected);
  return { problem, ...(issue && { detail: tellable(issue.text).slice(0, 200) }) };
}
