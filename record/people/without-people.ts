import { constants } from 'node:os';
import { knownWords } from './known-words.ts';

/** Words that a target itself uses, in small letters: its hosts, paths and fields may be told. */
export type WordsOfTarget = ReadonlySet<string>;

const none: WordsOfTarget = new Set();
const errorNumbers: ReadonlySet<string> = new Set([
  ...Object.keys(constants.errno),
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPROTO',
]);

/** What stands in a text in place of a secret, by the names that secrets have. */
const redaction = String.raw`\[redacted(?: [\w-]+){0,8}\]`;
/** What a browser calls a failure, and an address of the network. */
const address = String.raw`(?<![\p{L}\d])net::ERR_[A-Z_]{2,60}|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])`;
const figures = String.raw`\+?\d(?:[\d ().,/:-]{3,200})\d(?![\p{L}\d])`;
const word = String.raw`[\p{L}\p{M}\p{N}_$]+(?:['’.:-][\p{L}\p{M}\p{N}_$]+)*`;
const parts = new RegExp(`(${redaction})|(${address})|(${figures})|(${word})`, 'gu');

/** So many digits together are a telephone number, a day of birth, an amount, a place. */
const mostDigits = 4;

/**
 * A text with nothing in it that may be about a person. What may be told is a list: the words of the trade, those of the
 * target, codes, short numbers. Every other word is taken for a name, in every script.
 */
export function withoutPeople(text: string, ofTarget: WordsOfTarget = none): string {
  const told = text.replace(parts, (found, redacted, open, digits, said) => {
    if (redacted || open) return found;
    if (digits) return digits.replace(/\D/g, '').length > mostDigits ? '[number]' : found;
    return mayBeTold(said, ofTarget) ? found : '[name]';
  });
  return told.replace(/\[name\](?:[ \t]{1,8}(?:\[name\]|\d{1,4}\b))+/g, '[name]');
}

/** Whether a name of a field, a code or a word may be told: each of its parts is a known one, `profilePicture` and `E_NOT_FOUND`. */
export function mayBeTold(said: string, ofTarget: WordsOfTarget = none): boolean {
  if (said.length > 80) return false;
  const small = said.toLowerCase();
  if (knownWords.has(small) || ofTarget.has(small) || errorNumbers.has(said)) return true;
  if (/^(?:[A-Z][a-z]+){1,6}(?:Error|Exception)$/.test(said) || /^(?:E\d{4,6}|NG\d{3,5})$/.test(said)) return true;
  const parts = partsOf(said).map((part) => part.toLowerCase());
  // What is made of single letters and figures is an id of somebody's.
  if (parts.filter((part) => part.length === 1).length > 3 || said.replace(/\D/g, '').length > mostDigits) return false;
  return parts.every((part) => isKnownPart(part, ofTarget));
}

/** `parseHTMLBody_v2` is `parse`, `HTML`, `Body`, `v`, `2`. */
const partsOf = (said: string): string[] =>
  said.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{Lt}\p{M}]+|\p{N}+/gu) ?? [];

const units = /^(?:\d+|ms|s|kb|mb|gb|px|x|v)$/;

const isKnownPart = (part: string, ofTarget: WordsOfTarget) =>
  knownWords.has(part) || ofTarget.has(part) || /^[a-z]$/.test(part) || (units.test(part) && part.length <= mostDigits);
