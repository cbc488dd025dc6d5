import type { PageIssue } from '#fixtures/browser/page-issue.ts';
import { isCorsRefusal } from '#fixtures/browser/page-issue.ts';
import type { Facts } from '#record/facts.ts';
import { tellableText } from '#record/people/tellable-url.ts';
import { withoutQuery } from '#record/without-query.ts';

/** Why a signed-in page stays signed out, as far as the browser saw. */
export type WhyNotShown = 'cors' | 'request-failed' | 'script-error' | 'nothing-failed';

/**
 * Picks out of what a page went through what explains best that it shows nobody signed in: first what the browser kept
 * from it, then what the API failed, then what the page's own scripts threw.
 *
 * @param api the origin that the session belongs to.
 */
export function whyNotShown(issues: readonly PageIssue[], api: string): Facts & { problem: WhyNotShown } {
  const ofApi = issues.filter(({ kind, url }) => kind === 'failed request' && URL.parse(url)?.origin === api);
  const kept = ofApi.find(isCorsRefusal);
  if (kept) return { ...factsOf(kept), ...(kept.corsError && { errorCode: kept.corsError }), problem: 'cors' };
  const [failed] = ofApi;
  if (failed) return { ...factsOf(failed), problem: 'request-failed' };
  const thrown = issues.find(({ kind }) => kind === 'page error');
  if (thrown) return { problem: 'script-error', detail: tellableText(thrown.text).slice(0, 200) };
  return { problem: 'nothing-failed' };
}

const factsOf = ({ url, status, errorCode }: PageIssue): Facts => ({
  url: withoutQuery(url),
  ...(status !== undefined && { status }),
  ...(errorCode && { errorCode }),
});
