/** Longer ones are read up to here: no picture has so many sizes. */
const longest = 20_000;
const address = /[\s,]*(\S+)/y;
const descriptors = /((?:\([^)]*\)?|[^,(])*),?/y;
const known = /^\d+(?:\.\d+)?[wxh]$/;

/**
 * The addresses that a `srcset` names, as a browser reads it: a comma ends one only where white space or the end follows, so
 * that `/w_400,h_300/a.jpg` is an address, and after what says its size with or without one.
 * https://html.spec.whatwg.org/#parse-a-srcset-attribute
 */
export function readSrcset(srcset: string): string[] {
  const text = srcset.slice(0, longest);
  const names: string[] = [];
  for (let at = 0; ; ) {
    address.lastIndex = at;
    const [, name = ''] = address.exec(text) ?? [];
    if (name === '') return names;
    at = address.lastIndex;
    let end = name.length;
    while (name[end - 1] === ',') end -= 1;
    let sizes: string[] = [];
    if (end === name.length) {
      descriptors.lastIndex = at;
      sizes = (descriptors.exec(text)?.[1] ?? '').split(/\s+/).filter(Boolean);
      at = descriptors.lastIndex;
    }
    if (sizes.every((size) => known.test(size))) names.push(name.slice(0, end));
  }
}
