import { cleanError } from '#record/clean-error.ts';
import type { Redact } from '#record/redactor.ts';

/** A header that was sent, as Playwright lists it among its calls. */
const sentHeader = /^(\W*(?:\[\d+m)?\W*- [a-z][\w-]*: ).+$/gim;

/** The text of an error of a spec without secrets, people, and what was sent in headers. */
export const cleanOfSpec = (text: string, redact: Redact): string =>
  cleanError(text.replace(sentHeader, '$1…'), redact);
