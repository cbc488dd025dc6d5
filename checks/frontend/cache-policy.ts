/** A directive of `Cache-Control`: a word, and what it is set to, in quotes or not. */
const directive = /([!#$%&'*+.^`|~\w-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*)))?/g;

/** How long an answer may be kept, in seconds, as `Cache-Control` says; undefined where it does not say. */
export interface CachePolicy {
  /** By each browser. */
  browser: number | undefined;
  /** By caches on the way, which a deploy may purge: `s-maxage` where it says so, else as a browser. */
  shared: number | undefined;
}

/**
 * What a `Cache-Control` header allows, by its grammar: directives in any order and case, arguments in quotes. What is
 * named twice counts as it was first said, a figure that is none as 0.
 * https://www.rfc-editor.org/rfc/rfc9111#section-5.2
 */
export function cachePolicy(header: string): CachePolicy {
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
  const browser = asksFirst ? 0 : seconds('max-age');
  const shared = said.has('private') && said.get('private') === '' ? 0 : seconds('s-maxage');
  return { browser, shared: asksFirst ? 0 : (shared ?? browser) };
}
