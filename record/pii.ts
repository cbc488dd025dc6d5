import { STATUS_CODES } from 'node:http';

/** Capitalised words that are words of the trade and nobody's name. */
const trade = new Set(
  [
    ...Object.values(STATUS_CODES).flatMap((phrase = '') => phrase.split(/[^A-Za-z]+/)),
    ...'Access Denied Error Invalid Missing Cannot Failed Failure Unknown Unexpected Expected Received User Users'.split(
      ' ',
    ),
    ...'Login Email Password Token Authorization Header Cookie Session Origin Request Response Server Client'.split(
      ' ',
    ),
    ...'Amazon Stripe Redis Mongo Postgres Express Node Chrome Chromium Mozilla Generated Blocked The This That'.split(
      ' ',
    ),
    ...'Allow Control Credentials Content Type Cache Bearer Basic No Not Please Sorry Something Try You Your'.split(
      ' ',
    ),
  ].filter(Boolean),
);

/** `TypeError`, `E11000`, `ECONNREFUSED`, `GET`: identifiers and codes. */
const identifier = /\p{Ll}\p{Lu}|[\d_]|^E[A-Z]{4,}$|^[A-Z]{1,5}$/u;

/** Capitalised words in a row, and the number of a house behind them. */
const names = /\p{Lu}[\p{L}\d_'’-]*(?:[ \t]+\p{Lu}[\p{L}\d_'’-]*)*(?:[ \t]+\d{1,4}\b)?/gu;
const phone = /(?<![\w.:/-])\+\d[\d ()-]{6,}\d\b/g;

/**
 * Takes out of a free text what may be about a person: capitalised words that are no words of the trade, a house number
 * behind them, telephone numbers. It goes by what names look like: in `live`, where that is not enough, no free text is kept.
 *
 * @param strict also takes a single capitalised word at the beginning of a sentence.
 */
export function withoutPii(text: string, { strict = false }: { strict?: boolean } = {}): string {
  return text
    .replace(phone, '[number]')
    .replace(names, (found, at: number) => (strict || !opensSentence(text, at, found) ? masked(found) : found));
}

/** One word that is only capitalised because a sentence begins with it. */
const opensSentence = (text: string, at: number, found: string) =>
  !/\s/.test(found) && (at === 0 || /(?:[.!?:(\n"'>]\s*|^\s+)$/.test(text.slice(Math.max(0, at - 3), at)));

function masked(found: string): string {
  const words = found.split(/[ \t]+/);
  const kept = words.map((word, at) => (isName(word, words[at - 1]) ? '[name]' : word));
  return kept.filter((word, at) => word !== '[name]' || kept[at - 1] !== '[name]').join(' ');
}

/** A number belongs to the name before it. */
const isName = (word: string, before: string | undefined): boolean =>
  /^\d+$/.test(word) ? before !== undefined && isName(before, undefined) : !trade.has(word) && !identifier.test(word);
