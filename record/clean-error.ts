import { withoutPii } from './pii.ts';
import type { Redact } from './redactor.ts';

/** A received value and the text of an element come from the system; all else are words of the check. */
const foreign = /\b(?:Received|unexpected value|resolved to|intercepts)\b|^\s*[-+] {2}|"\w+":/;

/** The text of an error without secrets and people. */
export const cleanError = (text: string, redact: Redact): string =>
  redact(
    text
      .split('\n')
      .map((line) => (foreign.test(line) ? withoutPii(line.replace(/>[^<>]+</g, '>…<'), { strict: true }) : line))
      .join('\n'),
  );
