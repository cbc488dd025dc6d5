import { mayBeTold, type WordsOfTarget } from './without-people.ts';

/** What a build makes of its sources is nobody's: `index-DkD9f2.js`. */
const built = /^[\w.@~-]{1,100}\.(?:m?js|css|woff2?|ttf|otf|wasm|map|webmanifest)$/i;

/** An address without what may be about a person: of its path those parts stay that are known words, its query by its names. */
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

const addresses = /\b(?:https?|wss?):\/\/[^\s"'`<>\\)]{1,2000}/gi;

/** A text with each web address in it as it may be told. */
export const withTellableUrls = (text: string, ofTarget?: WordsOfTarget): string =>
  text.replace(addresses, (url) => tellableUrl(url, ofTarget));

function tellablePart(part: string, ofTarget: WordsOfTarget | undefined): string {
  if (part === '' || part === '…' || built.test(part) || mayBeTold(decoded(part), ofTarget)) return part;
  return `…${/\.[a-z0-9]{2,5}$/i.exec(part)?.[0] ?? ''}`;
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
