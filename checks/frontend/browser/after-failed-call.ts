import type { PageIssue } from '#fixtures/browser/page-issue.ts';
import { problemOf } from './problem-of.ts';

/**
 * What a page throws or prints once an API has failed what it asked: it has nothing to draw then, and says so in words of its own
 * or of its framework. What came before that call, and a script that a policy forbids, has a reason of its own. Pure.
 *
 * @param all that one page reports, in the order in which it came.
 * @param failed calls of the same page.
 */
export function afterFailedCall(all: readonly PageIssue[], failed: readonly PageIssue[]): PageIssue[] {
  const at = all.findIndex((issue) => failed.some((call) => isSame(issue, call)));
  if (at < 0) return [];
  return all
    .slice(at)
    .filter((issue) => issue.kind !== 'failed request' && problemOf([issue]).problem !== 'blocked-by-policy');
}

const isSame = (one: PageIssue, other: PageIssue) =>
  one.kind === other.kind && one.url === other.url && one.text === other.text;
