import { isVital, type PageIssue, whatBecame } from '#fixtures/browser/page-issue.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { problemOf } from './problem-of.ts';

/** What pages did with hosts that the target does not name, and with its APIs. */
export interface Calls {
  /** What went wrong with hosts that the target does not name. */
  strange: readonly PageIssue[];
  /** Calls to such hosts, by origin. */
  strangers: ReadonlyMap<string, number>;
  /** At least one page has asked an API of the target. */
  asksApis: boolean;
  /** What the pages reported beside all that. */
  unexpected: readonly PageIssue[];
}

/** The pages ask somebody whom the target does not name, and none of its APIs. */
export const isMistaken = ({ strangers, asksApis }: Pick<Calls, 'strangers' | 'asksApis'>): boolean =>
  Object.keys(target.apis).length > 0 && !asksApis && strangers.size > 0;

/**
 * The call that failed of pages that were built with another address than that of their API: they ask nobody else. What they
 * throw then, they throw because of it, however it is worded; but where a file of theirs is missing, or a policy keeps one
 * from running, that may be why nothing was asked.
 */
export function failedInPlaceOfApi(calls: Calls): PageIssue | undefined {
  if (!isMistaken(calls) || calls.unexpected.some(isOfFile)) return undefined;
  return calls.strange.find(({ url }) => calls.strangers.has(URL.parse(url)?.origin ?? ''));
}

const isOfFile = (issue: PageIssue): boolean =>
  isVital(issue.resource ?? '') || problemOf([issue]).problem === 'blocked-by-policy';

/** Such a call as a reader is told of it. */
export const callLine = (issue: PageIssue): string =>
  `a call to ${URL.parse(issue.url)?.origin ?? ''}, which the target does not name: ${whatBecame(issue)}`;
