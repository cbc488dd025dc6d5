import { type StatusFacts, statusLine } from '#fixtures/outcome/common-failures.ts';
import type { FactsWith } from '#record/facts.ts';
import { defineFailures } from '#record/failure-code.ts';

type OfAssets = FactsWith<'count' | 'total' | 'name' | 'detail'>;

/** How claims about the pages of the site fail. */
export const frontendFailures = defineFailures({
  /** Every page answers 4xx or 5xx. */
  'site-fails': { class: 'http-error', message: statusLine },
  /** Some pages answer 4xx or 5xx, others are served. */
  'page-fails': {
    class: 'http-error',
    message: (facts: StatusFacts) => `${facts.count} of ${facts.total} pages: ${statusLine(facts)}`,
  },
  'page-not-html': {
    class: 'contract',
    message: ({ path, type, expected }: FactsWith<'path' | 'type' | 'expected'>) =>
      `${path} is ${type}, expected ${expected}`,
  },
  /** HTML that neither holds nor loads a page. */
  'page-without-app': {
    class: 'contract',
    message: ({ path, expected }: FactsWith<'path' | 'expected'>) => `the body of ${path} has no ${expected}`,
  },
  /** Whoever sent it took it for whole: its length is true. */
  'page-cut-short': {
    class: 'contract',
    message: ({ path, detail }: FactsWith<'path' | 'detail'>) =>
      `${path} ends in the middle of ${detail}, and nowhere says that it ends`,
  },
  /** Redirects, or the page itself in the browser, end at a host that is neither the target's, nor of its domain, nor a listed third party. */
  'page-leads-away': {
    class: 'contract',
    message: ({ path, origin }: FactsWith<'path' | 'origin'>) =>
      `${path} leads to ${origin}, which the target does not name`,
  },
  /** 403, 404 or 410: storage that does not list its files answers 403 for one that is not there. */
  'asset-missing': { class: 'asset', message: assetLine },
  /** 200 with the page that comes where nothing is. */
  'asset-fallback': { class: 'asset', message: assetLine },
  'asset-wrong-type': { class: 'asset', message: assetLine },
  'asset-empty': { class: 'asset', message: assetLine },
  /** A status that is neither 200 nor "not there". */
  'asset-fails': { class: 'asset', message: assetLine },
  /** Its answer begins and ends before the length that it says. */
  'asset-cut-off': { class: 'asset', message: assetLine },
  'asset-unanswered': { class: 'timeout', message: assetLine },
  /** A host of files alone answers each of them with an error. */
  'asset-host-fails': {
    class: 'asset',
    message: ({ count, total, origin, detail }: FactsWith<'count' | 'total' | 'origin' | 'detail'>) =>
      `${count} of ${total} assets are broken: ${origin} serves none of them: ${detail}`,
  },
  /** The page names its files at a host that the target does not, and nothing answers there. */
  'asset-host-unanswered': {
    class: 'asset',
    message: ({ count, total, origin, detail }: FactsWith<'count' | 'total' | 'origin' | 'detail'>) =>
      `${count} of ${total} assets are broken: ${origin}, which the target does not name, does not serve them: ${detail}`,
  },
  /** A file of a listed third party that the page asks for. */
  'third-party-asset': {
    class: 'asset',
    message: ({ count, name, detail }: FactsWith<'count' | 'name' | 'detail'>) =>
      `${count} ${count === 1 ? 'file' : 'files'} of third parties did not come: ${name}: ${detail}`,
  },
  /** It needs more files than a run can ask for, or sheets and scripts that name others without end. */
  'page-assets-endless': {
    class: 'asset',
    message: ({ count, total }: FactsWith<'count' | 'total'>) =>
      `the page needs ${total} files and more: ${count} were asked for, and there was no end to them`,
  },
  /** It had scripts, or style sheets, when an earlier run looked, and now has none. */
  'page-lost-assets': {
    class: 'asset',
    message: ({ path, name }: FactsWith<'path' | 'name'>) =>
      `${path} names no ${name} any more, and did in an earlier run`,
  },
  /** One lies beside the script of the page, under its name. */
  'sheet-unnamed': {
    class: 'asset',
    message: ({ path, name }: FactsWith<'path' | 'name'>) => `${path} names no style sheet, and ${name} is there`,
  },
  'asset-bytes-changed': {
    class: 'asset',
    message: ({ name, count }: FactsWith<'name' | 'count'>) =>
      `${count > 1 ? `${name} and ${count - 1} more have` : `${name} has`} other bytes than in an earlier run, under a name that holds their hash`,
  },
  'previous-assets-gone': { class: 'asset', message: ofIndexBefore },
  /** Of the index before, some are there and broken, or not to be had just now. */
  'previous-assets-broken': { class: 'asset', message: ofIndexBefore },
  'index-cached-too-long': {
    class: 'release',
    message: ({ got, seconds, expected }: FactsWith<'got' | 'seconds' | 'expected'>) =>
      `seconds in cache-control "${got}": ${seconds}, allowed ${expected}`,
  },
  /** Without a word each browser guesses, by the age of the page. */
  'index-cache-unsaid': {
    class: 'release',
    message: ({ seconds, expected }: FactsWith<'seconds' | 'expected'>) =>
      `the index does not say how long it may be kept: browsers guess ${seconds} s by its age, allowed ${expected}`,
  },
  'release-unmarked': {
    class: 'release',
    message: ({ name }: FactsWith<'name'>) => `the index does not say its release: no ${name}`,
  },
  /** Served before the one that was served since. */
  'release-older': {
    class: 'release',
    message: () => 'the index is that of the release before: a stale cache, or rolled back on purpose',
  },
  'release-differs': {
    class: 'release',
    message: ({ release, otherRelease }: FactsWith<'release' | 'otherRelease'>) =>
      `the frontend is of ${release} and the API of ${otherRelease}`,
  },
  'api-release-unsaid': {
    class: 'release',
    message: ({ path, field }: FactsWith<'path' | 'field'>) =>
      `${path} says no release under "${field}" to compare the frontend with`,
  },
  /** The page shows no text at all. */
  'page-blank': {
    class: 'render',
    message: ({ path, detail = '' }: FactsWith<'path'>) =>
      `${path} stays blank: what a person knows it by does not appear${detail && ` (${detail.split('\n')[0]?.slice(0, 160)})`}`,
  },
  /** The page shows something, and not what it is known by: an error of its own, another heading, a notice. */
  'page-unrecognised': {
    class: 'render',
    message: ({ path, detail = '' }: FactsWith<'path'>) =>
      `${path} shows something else than what a person knows it by${detail && `, with ${detail.split('\n')[0]}`}`,
  },
  /** It is there, and something opaque lies over it and over most of the page. */
  'page-covered': {
    class: 'render',
    message: ({ path }: FactsWith<'path'>) => `${path} is covered: something lies over what a person knows it by`,
  },
  /** The same, by a dialog: it may ask for consent. */
  'page-behind-dialog': {
    class: 'render',
    message: ({ path }: FactsWith<'path'>) => `${path} lies behind a dialog that fills the window`,
  },
  /** It is there, and transparent, or outside of what one can scroll to. */
  'page-invisible': {
    class: 'render',
    message: ({ path }: FactsWith<'path'>) => `${path} holds what a person knows it by, and nobody can see it`,
  },
  /** It was there, and a few seconds later it is not. */
  'page-does-not-stay': {
    class: 'render',
    message: ({ path, detail }: FactsWith<'path' | 'detail'>) =>
      `${path} ${detail} a few seconds after it has shown itself`,
  },
  'page-reloads': {
    class: 'render',
    message: ({ path, count }: FactsWith<'path' | 'count'>) =>
      `${path} loads itself anew again and again: ${count} times`,
  },
  /** The page calls a host that is neither the target's nor a listed third party. */
  'page-calls-stranger': {
    class: 'http-error',
    message: ({ origin, detail }: FactsWith<'origin' | 'detail'>) =>
      `the pages call ${origin}, which the target does not name: ${detail}`,
  },
  /** What a page wants of an API it asks its own site for: that answers with its own page, or that there is no such thing. */
  'page-asks-own-site': {
    class: 'http-error',
    message: ({ path, detail }: FactsWith<'path' | 'detail'>) => `the pages ask their own site for ${path}: ${detail}`,
  },
  /** `problem` is `socket-refused` or `stream-refused`, and `socket-draws` where the page is drawn by what its socket brings. */
  'page-socket-refused': {
    class: 'http-error',
    message: ({ url, detail }: FactsWith<'url' | 'detail'>) => `the pages have no live connection: ${url}: ${detail}`,
  },
  /** The page asks for a service worker that does not come, is no script, or throws as it starts. */
  'service-worker-fails': {
    class: 'render',
    message: ({ url, detail }: FactsWith<'url' | 'detail'>) => `the pages have no service worker: ${url}: ${detail}`,
  },
  /** It was opened twice in a run: once that is seen, once all was well. */
  'page-fails-at-times': {
    class: 'render',
    message: ({ path, detail }: FactsWith<'path' | 'detail'>) => `${path} was well one time of two: ${detail}`,
  },
  'page-reports-error': {
    class: 'render',
    message: ({ detail }: FactsWith<'detail'>) => `the page reports ${detail}`,
  },
  /** Pictures that pages show to everybody and that are not there, broken, or kept back; `problem` is a word of `missing-pictures.ts`. */
  'picture-missing': { class: 'image', message: pictureLine },
  'page-request-failed': { class: 'http-error', message: requestLine },
  'page-request-unanswered': { class: 'timeout', message: requestLine },
  'page-request-cors': { class: 'cors', message: requestLine },
});

function assetLine({ count, total, name, detail }: OfAssets): string {
  return `${count} of ${total} assets are broken: ${name}: ${detail}`;
}

function pictureLine({
  count,
  total,
  url,
  path,
  detail,
}: FactsWith<'count' | 'total' | 'url' | 'path' | 'detail'>): string {
  return `${count} of ${total} pictures ${count === 1 ? 'does' : 'do'} not show: ${url} of ${path} ${detail}`;
}

function ofIndexBefore({ count, total, name, detail }: OfAssets): string {
  return `${count} of ${total} assets of the index before are gone: ${name}: ${detail}`;
}

function requestLine({ detail, url }: FactsWith<'detail' | 'url'>): string {
  return `a page's request ${detail}: ${url}`;
}
