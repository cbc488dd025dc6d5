import { createHash } from 'node:crypto';
import { mayBeTold, type WordsOfTarget, withoutPeople } from './without-people.ts';

/** What a build makes of its sources is nobody's: `index-DkD9f2.js`, and as a stack names a place in it `index-DkD9f2.js:1:70`. */
const built = /^[\w.@~-]{1,100}\.(?:m?js|css|woff2?|ttf|otf|wasm|map|webmanifest)(?::\d{1,9}){0,2}$/i;

/** Whether a path leads to such a file: what folders it lies in was chosen by whoever deploys it. */
export const isBuiltFile = (path: string): boolean =>
  path.startsWith('/') && built.test(path.slice(path.lastIndexOf('/') + 1));

/** How a picture is made of another, as those who do that write it into a path: `s_320x200`, `w_640,q_80,f_webp`, `300x200`. */
const made =
  /^(?:[a-z]{1,2}_(?:\d{1,4}(?:x\d{1,4})?|auto|avif|webp|jpe?g|png|fill|fit)(?:[,&](?=[a-z])|$)){1,8}$|^\d{1,4}x\d{1,4}$/;

/** A part of a path as it stands where it is not told: with a few figures by which a reader knows it from another. */
const untold = /^…(?:[0-9a-f]{4})?(?:\.[a-z0-9]{2,5})?$/i;

/**
 * An address without what may be about a person: of its path those parts stay that are known words, its query by its names. One
 * that was told already stays as it is.
 */
function tellableUrl(url: string, ofTarget?: WordsOfTarget): string {
  const parsed = URL.parse(url);
  if (!parsed || !/^(?:https?|wss?):$/.test(parsed.protocol)) return url.slice(0, url.indexOf(':') + 1) || '…';
  const path = parsed.pathname.split('/').map((part) => tellablePart(part, ofTarget));
  const query = [...parsed.searchParams.keys()].map((name) => `${tellableName(name, ofTarget)}=…`);
  return `${parsed.protocol}//${parsed.host}${path.join('/')}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

/** The same of an address that may lack its host, as a redirect's does. */
export function tellablePath(address: string, ofTarget?: WordsOfTarget): string {
  if (/^[a-z][a-z\d+.-]{0,30}:|^\/\//i.test(address))
    return tellableUrl(address.replace(/^\/\//, 'https://'), ofTarget);
  return tellableUrl(URL.parse(address, nowhere)?.href ?? nowhere, ofTarget).slice(nowhere.length);
}

const nowhere = 'http://a.invalid';

/** The sign that ends a clause is none of the address before it; of a very long one nobody asks where it ends. */
const addresses = /\b(?:https?|wss?):\/\/(?:[^\s"'`<>\\)]{2000,}|[^\s"'`<>\\)]{1,1999}(?<![.,:;!?]))/gi;

/** A text with each web address in it as it may be told. */
export const withTellableUrls = (text: string, ofTarget?: WordsOfTarget): string =>
  text.replace(addresses, (url) => tellableUrl(url, ofTarget));

/** A text without people: each web address in it as it may be told, and of what stands between them the words that may be. */
export function tellableText(text: string, ofTarget?: WordsOfTarget): string {
  let told = '';
  let from = 0;
  for (const { 0: url, index } of text.matchAll(addresses)) {
    told += withoutPeople(text.slice(from, index), ofTarget) + tellableUrl(url, ofTarget);
    from = index + url.length;
  }
  return told + withoutPeople(text.slice(from), ofTarget);
}

function tellablePart(part: string, ofTarget: WordsOfTarget | undefined): string {
  const said = decoded(part);
  if (untold.test(said)) return said;
  if (part === '' || built.test(part) || made.test(said) || mayBeTold(said, ofTarget)) return part;
  const print = createHash('sha256').update(said).digest('hex').slice(0, 4);
  return `…${print}${/\.[a-z0-9]{2,5}$/i.exec(part)?.[0] ?? ''}`;
}

const tellableName = (name: string, ofTarget: WordsOfTarget | undefined) =>
  /^X-Amz-[\w-]{1,30}$/i.test(name) || mayBeTold(name, ofTarget) ? name : '…';

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
