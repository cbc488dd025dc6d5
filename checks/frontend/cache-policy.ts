/** A directive of `Cache-Control`: a word, and what it is set to, in quotes or not. */
const directive = /([!#$%&'*+.^`|~\w-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*)))?/g;

/**
 * How long a browser may keep an answer, by its `Cache-Control`, in seconds; undefined when it does not say, so that each
 * browser decides for itself. Read by the grammar: directives in any order and case, arguments in quotes. What is named
 * twice counts as it was first said, a figure that is none as 0. `s-maxage` is for caches on the way, which a deploy
 * purges: it counts where nothing else is said.
 * https://www.rfc-editor.org/rfc/rfc9111#section-5.2
 */
export function maxAgeOf(header: string): number | undefined {
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
  return asksFirst ? 0 : (seconds('max-age') ?? seconds('s-maxage'));
}
