import type { Page } from '@playwright/test';
import { issueLine, type PageIssue, whatBecame } from '#fixtures/browser/page-issue.ts';
import type { PageMonitor } from '#fixtures/browser/page-monitor.ts';
import { lostConnection } from '#fixtures/browser/sockets.ts';
import { tellable } from '#fixtures/outcome/check-outcome.ts';
import type { Facts } from '#record/facts.ts';
import { withoutQuery } from '#record/without-query.ts';
import { dataAsPages } from './data-as-pages.ts';
import { filesAsPages } from './files-as-pages.ts';
import { callLine, failedInPlaceOfApi } from './in-place-of-api.ts';
import { mayKeepEmpty } from './may-keep-empty.ts';
import { causeOf, isSiteData, problemOf } from './problem-of.ts';

interface Looked {
  page: Page;
  guard: PageMonitor;
  path: string;
}

/** What there is to say of a page that does not show itself: why, as far as it tells, and what it reports. */
export async function aboutIt({
  page,
  guard,
  path,
}: Looked): Promise<{ facts: Facts & { path: string }; evidence: string[] }> {
  const [unexpected, asPages, data] = [guard.unexpected(), filesAsPages(page), await dataAsPages(page)];
  const evidence = [
    ...unexpected,
    ...guard.ofStrangers(),
    ...guard.ofApis(),
    ...guard.lostSockets(),
    ...asPages,
    ...data,
  ]
    .map(issueLine)
    .slice(0, 6);
  return { facts: { ...whyOf(guard, unexpected, { asPages, data }), path }, evidence };
}

function whyOf(
  guard: PageMonitor,
  unexpected: readonly PageIssue[],
  { asPages, data }: Record<'asPages' | 'data', readonly PageIssue[]>,
): Facts {
  const { strangers, asksApis } = guard;
  const isReason = (one: PageIssue) => mayKeepEmpty(one, unexpected);
  const cause = causeOf(unexpected.filter(isReason), [...asPages.filter(isReason), ...data.filter(isSiteData)]);
  const other = data.find((one) => !isSiteData(one));
  const [socket] = guard.lostSockets();
  if (cause?.issue.kind === 'failed request') {
    const { status } = cause.issue;
    const url = withoutQuery(cause.issue.url);
    const detail = `${url}: ${whatBecame(cause.issue)}`;
    return { problem: cause.problem, url, detail, ...(status !== undefined && { status }) };
  }
  if (socket)
    return {
      problem: lostConnection(socket),
      url: socket.url.replace(/^ws/, 'http'),
      detail: `${socket.url}: ${whatBecame(socket)}`,
    };
  const call = failedInPlaceOfApi({ strange: guard.ofStrangers(), strangers, asksApis, unexpected });
  if (call) return { problem: 'calls-stranger', detail: callLine(call) };
  if (other) {
    const url = withoutQuery(other.url);
    return { problem: 'data-as-page', url, detail: `${url}: ${other.text}` };
  }
  const { problem, issue } = problemOf(unexpected);
  return { problem, ...(issue && { detail: tellable(issue.text).slice(0, 200) }) };
}
