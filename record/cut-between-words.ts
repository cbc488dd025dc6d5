/**
 * The beginning of a text, with `…` for the rest. It is cut between words only: half of a secret is none that anybody would
 * know again, so a text may be cut this way before secrets are taken out of it.
 *
 * @param most characters.
 */
export function cutBetweenWords(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = most;
  while (end > 0 && !isSpace(text[end])) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

const isSpace = (character = '') => /\s/.test(character);
