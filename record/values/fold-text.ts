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

/** The same of one character. */
export function foldCharacter(character: string): string {
  const code = character.charCodeAt(0);
  return code < 128 ? (foldedCharacters[code] ?? '') : foldText(character);
}

const foldedCharacters = Array.from(foldedAscii, (code) => (code === 0 ? '' : String.fromCharCode(code)));

/** The same, with ASCII left as it is: none of it changes by what stands beside it. */
export function foldForeign(text: string): string {
  if (!foreign.test(text)) return text;
  let folded = '';
  let kept = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) < 128) continue;
    const letter = String.fromCodePoint(text.codePointAt(at) ?? 0);
    folded += text.slice(kept, at) + (known.get(letter) ?? foldLetter(letter));
    at += letter.length - 1;
    kept = at + 1;
  }
  return folded + text.slice(kept);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: everything that is not ASCII
const foreign = /[^\x00-\x7f]/;

/** Nothing of it depends on the letters beside it: what NFKD would put into another order is left out. */
function foldLetter(letter: string): string {
  const folded = letter.normalize('NFKD').toUpperCase().toLowerCase().replace(gaps, '').replaceAll('ς', 'σ');
  if (known.size < mostKnown) known.set(letter, folded);
  return folded;
}

/** A picture that is read as text is full of them. */
const known = new Map<string, string>();
const mostKnown = 20_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const plainGaps = /[\x00-\x20\x7f+-]+/g;
const gaps = /[\p{M}\p{C}\p{Z}\p{Pd}\s+\ufffd]+/gu;
