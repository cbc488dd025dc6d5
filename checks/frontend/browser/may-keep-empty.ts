import type { PageIssue } from '#fixtures/browser/page-issue.ts';

/**
 * Whether a file that does not come may be why a page does not show itself. Without its styles one shows what it shows, and ugly;
 * unless it throws where one does not come, as Vite's loader does, and names it. Pure.
 *
 * @param issues all that the page reports.
 */
export const mayKeepEmpty = ({ resource, url }: PageIssue, issues: readonly PageIssue[]): boolean =>
  resource !== 'stylesheet' ||
  issues.some(({ kind, text }) => kind !== 'failed request' && text.includes(new URL(url).pathname));
