import { isOfFramework } from '#fixtures/browser/of-framework.ts';
import {
  hasOtherBytes,
  isCorsRefusal,
  isData,
  isKeptBack,
  isVital,
  type PageIssue,
} from '#fixtures/browser/page-issue.ts';
import { isOfTarget } from '#fixtures/http/hosts.ts';

type Seen = Pick<PageIssue, 'kind' | 'text'>;

/** What a browser writes to the console where the policy of a page forbids one of its scripts, inline or of a file. */
const forbidden = /content.security.policy/i;
/** Text that the policy lets a script put into the page, or run, only once another has vouched for it. */
const unvouched = /\brequires 'Trusted(?:HTML|Script|ScriptURL)' assignment/;
const ofScripts = /\b(?:script-src(?:-elem|-attr)?|default-src)\b/i;
/** An error as scripts print it that catch it: frameworks do, and draw a page of their own instead. */
const printed = /(?:^|[\s(:])(?:[A-Z]\w*)?Error: \S/;

/** Which of the errors of a page says why it does not show itself, and what kind of reason that is; nothing where none does. */
export function problemOf<T extends Seen>(issues: readonly T[]): { problem: string; issue?: T } {
  const blocked = issues.find(({ kind, text }) => kind !== 'failed request' && isForbidden(text));
  const thrown = issues.find(({ kind }) => kind === 'page error');
  const told = issues.find(({ kind, text }) => kind === 'console error' && printed.test(text.slice(0, 2_000)));
  if (blocked) return { problem: 'blocked-by-policy', issue: blocked };
  if (thrown) return { problem: 'uncaught-error', issue: thrown };
  return told ? { problem: 'printed-error', issue: told } : { problem: 'no-error' };
}

/**
 * Which of the errors of a page that shows itself are the others' reason: a script that its policy forbids, or a script or style
 * of its own that does not come (`file-failed`), is kept from it by a header (`file-kept-back`), or has other bytes than it says
 * (`file-altered`); or what another host of the target fills a frame of it with (`frame-failed`, `frame-kept-back`); or what its
 * framework asks its own site for (`site-data-failed`).
 *
 * @param asPages files, and calls for data, in whose place a page came.
 */
export function causeOf(
  issues: readonly PageIssue[],
  asPages: readonly PageIssue[] = [],
): { problem: string; issue: PageIssue } | undefined {
  const { problem, issue } = problemOf(issues);
  if (issue && problem === 'blocked-by-policy') return { problem, issue };
  const own = [...issues, ...asPages].filter(({ url }) => isOfTarget(url));
  const files = own.filter(isFile);
  // Of one that is not there, the page in its place has other bytes as well.
  const file = files.find((one) => !hasOtherBytes(one)) ?? files[0];
  if (file) return { problem: problemOfFile(file), issue: file };
  const frame = own.find(({ framed }) => framed);
  if (frame) return { problem: isKeptBack(frame) ? 'frame-kept-back' : 'frame-failed', issue: frame };
  const data = own.find(isSiteData);
  return data && { problem: 'site-data-failed', issue: data };
}

function problemOfFile(file: PageIssue): string {
  if (hasOtherBytes(file)) return 'file-altered';
  // What hosts of files answer for one that is not there mostly has no header of CORS.
  const isThere = ![403, 404, 410].includes(file.status ?? 0);
  return (isCorsRefusal(file) && isThere) || isKeptBack(file) ? 'file-kept-back' : 'file-failed';
}

/** What the framework of the pages asks their own site for, and does not get; what it loads in advance is of no kind. */
export const isSiteData = ({ kind, url, resource = '' }: PageIssue): boolean =>
  kind === 'failed request' && (isData(resource) || resource === 'other') && isOfFramework(url);

/**
 * Programs that a page asks for as it asks for data, to run them: those of Blazor, Flutter, Unity, and of any module of WebAssembly;
 * and the list by which a loader of modules finds them.
 */
export const isProgram = (url: string): boolean => programs.test((URL.parse(url)?.pathname ?? '').slice(-300));
const programs = /\.(?:wasm|dll|blat|pck)(?:\.(?:br|gz))?$|\bimport-?map[\w.-]*\.json$/i;

/** What a page loads in advance, for the page that a person goes to next, is to the browser something other than a script. */
const isFile = ({ kind, resource = '', url }: PageIssue): boolean =>
  kind === 'failed request' &&
  (isVital(resource) ||
    isProgram(url) ||
    (resource === 'other' && /\.(?:m?js|css)$/i.test(URL.parse(url)?.pathname ?? '')));

const isForbidden = (text: string) => {
  const said = text.slice(0, 2_000);
  return unvouched.test(said) || (forbidden.test(said) && ofScripts.test(said));
};
