/** What ASCII becomes, by its code; 0 is left out. */
export const foldedAscii = Uint8Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code).toLowerCase();
  if (letter === '_') return '/'.charCodeAt(0);
  return code <= 0x20 || code === 0x7f || letter === '+' || letter === '-' ? 0 : letter.charCodeAt(0);
});

/**
 * A text without what does not change which letters it shows: case, accents, white space, line breaks, hyphens, invisible
 * characters. What `+` and `_` are in one spelling, a space and `/` are in another.
 */
export const foldText = (text: string): string =>
  foldForeign(text).toLowerCase().replace(plainGaps, '').replaceAll('_', '/');

/** The same, with ASCII left as it is: none of it changes by what stands beside it. */
export const foldForeign = (text: string): string => (foreign.test(text) ? text.replace(allForeign, foldRun) : text);

const foldRun = (run: string) =>
  run.normalize('NFKD').toUpperCase().toLowerCase().replace(gaps, '').replaceAll('ς', 'σ');

// biome-ignore lint/suspicious/noControlCharactersInRegex: everything that is not ASCII
const foreign = /[^\x00-\x7f]/;
const allForeign = new RegExp(`${foreign.source}+`, 'g');

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const plainGaps = /[\x00-\x20\x7f+-]+/g;
const gaps = /[\p{M}\p{C}\p{Z}\p{Pd}\s+\ufffd]+/gu;
