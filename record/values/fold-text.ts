/**
 * A text without what does not change which letters it shows: case, accents, white space, line breaks, hyphens, invisible
 * characters. What `+` and `_` are in one spelling, a space and `/` are in another.
 */
export const foldText = (text: string): string =>
  isPlain(text)
    ? text.toLowerCase().replace(plainGaps, '').replaceAll('_', '/')
    : text.normalize('NFKD').toUpperCase().toLowerCase().replace(gaps, '').replaceAll('ς', 'σ').replaceAll('_', '/');

// biome-ignore lint/suspicious/noControlCharactersInRegex: everything that is ASCII
const isPlain = (text: string) => !/[^\x00-\x7f]/.test(text);

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const plainGaps = /[\x00-\x20\x7f+-]+/g;
const gaps = /[\p{M}\p{C}\p{Z}\p{Pd}\s+\ufffd]+/gu;
