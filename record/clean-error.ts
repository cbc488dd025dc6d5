import { cutBetweenWords } from './cut-between-words.ts';
import { withoutPeople } from './people/without-people.ts';
import type { Redact } from './redactor.ts';

/** A received value and the text of an element come from the system; all else are words of the check. */
const foreign = /\b(?:Received|unexpected value|resolved to|intercepts)\b|^\s*[-+] {2}|"\w+":/;

/** More of an error is not read by anybody, in characters. */
const longest = 50_000;

/** The text of an error without secrets and people: redacted first, as half of a secret is none that is known. */
export const cleanError = (text: string, redact: Redact): string =>
  redact(cutBetweenWords(text, longest))
    .split('\n')
    .map((line) => (foreign.test(line) ? withoutPeople(line.replace(/>[^<>]+</g, '>…<')) : line))
    .join('\n');
