/** A directive of `Cache-Control`: a word, and what it is set to, in quotes or not. */
const directive = /([!#$%&'*+.^`|~\w-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*)))?/g;

/** Headers that caches on the way write: without any, an answer came from the server itself. */
const ofSharedCaches = [
  ...['age', 'cache-status', 'x-cache', 'x-cache-hits', 'x-cache-status', 'x-proxy-cache', 'x-varnish', 'x-served-by'],
  ...['cf-cache-status', 'x-amz-cf-id', 'x-azure-ref', 'x-vercel-cache', 'cdn-cache', 'via'],
];

/** How long an answer may be kept. */
export interface Keeping {
  seconds: number;
  /** The answer says so; else each browser decides for itself. */
  said: boolean;
}

/**
 * How long a browser may keep an answer. Where `Cache-Control` says nothing of that, browsers guess: a tenth of the time
 * since `Last-Modified`, and without that header they ask each time.
 * https://www.rfc-editor.org/rfc/rfc9111#section-4.2.2
 *
 * @param header a header of the answer by its name; an empty text where there is none.
 */
export function keepingOf(header: (name: string) => string): Keeping {
  const seconds = maxAgeOf(
    header('cache-control'),
    ofSharedCaches.some((name) => header(name) !== ''),
  );
  if (seconds !== undefined) return { seconds, said: true };
  // From the time before Cache-Control, and kept to where it says nothing.
  if (header('cache-control') === '' && /\bno-cache\b/i.test(header('pragma'))) return { seconds: 0, said: true };
  const date = Date.parse(header('date'));
  const expires = header('expires').trim();
  // What is no date, such as 0, has passed: https://www.rfc-editor.org/rfc/rfc9111#section-5.3
  if (expires !== '')
    return { seconds: Math.max(0, Math.round((Date.parse(httpDate(expires)) - date) / 1_000) || 0), said: true };
  const age = (date - Date.parse(header('last-modified'))) / 1_000;
  return { seconds: age > 0 ? Math.round(age / 10) : 0, said: false };
}

/** A date as headers write it; an empty text for anything else. */
const httpDate = (value: string): string => (/^[A-Za-z]{3,9},? /.test(value) ? value : '');

/**
 * What `Cache-Control` allows, in seconds; undefined when it does not say. Read by the grammar: directives in any order
 * and case, arguments in quotes. What is named twice counts as it was first said, a figure that is none as 0. `s-maxage`
 * is for caches on the way, and browsers pass over it: it counts where nothing else is said and such a cache is there.
 * Next.js writes it of every page that it built, for caches that most who run it do not have.
 * https://www.rfc-editor.org/rfc/rfc9111#section-5.2
 */
export function maxAgeOf(header: string, overSharedCache: boolean): number | undefined {
  const said = new Map<string, string>();
  for (const [, name = '', quoted, plain] of header.matchAll(directive)) {
    const key = name.toLowerCase();
    if (!said.has(key)) said.set(key, quoted ?? plain ?? '');
  }
  const seconds = (name: string) => {
    const value = said.get(name);
    if (value === undefined) return undefined;
    return /^\d+$/.test(value) ? Number(value) : 0;
  };
  // With fields in quotes `no-cache` is about these fields, and the answer may be kept.
  const asksFirst = said.has('no-store') || said.get('no-cache') === '';
  return asksFirst ? 0 : (seconds('max-age') ?? (overSharedCache ? seconds('s-maxage') : undefined));
}
