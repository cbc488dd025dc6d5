import { createRequire } from 'node:module';
import { type MappedText, rewritten } from './mapped-text.ts';

const percent = [
  '%[0-7][\\da-f]',
  '%[cd][\\da-f]%[89ab][\\da-f]',
  '%e[\\da-f](?:%[89ab][\\da-f]){2}',
  '%f[0-7](?:%[89ab][\\da-f]){3}',
  '%[89a-f][\\da-f]',
];
const entity = ['&(?:#\\d{1,7}|#x[\\da-f]{1,6}|[a-z][a-z\\d]{1,31});?'];
const escapeCode = [
  '\\\\ud[89ab][\\da-f]{2}\\\\ud[c-f][\\da-f]{2}',
  '\\\\u[\\da-f]{4}',
  '\\\\u\\{[\\da-f]{1,6}\\}',
  '\\\\x[\\da-f]{2}',
  '\\\\[bfnrtv"\'\\\\/]',
];

/** A character as it is written in an address, in HTML, or in a text of JSON or JavaScript; all of them, or one kind. */
const written = {
  all: new RegExp([...percent, ...entity, ...escapeCode].join('|'), 'gi'),
  entities: new RegExp(entity.join('|'), 'gi'),
  escapes: new RegExp(escapeCode.join('|'), 'gi'),
};
export type Step = keyof typeof written;

/** Whether anything in a text may be written otherwise than it reads. */
export const mayBeWritten = (text: string): boolean => /[%&\\]/.test(text);

/** A text with each written character read, once: what was written twice is still written then. */
export const decodeOnce = (text: string, step: Step = 'all'): string => text.replace(written[step], read);

/** Shows as nothing. */
export const tag = /<[^<>]{0,300}>/g;

/** The same, with the places that it came from. */
export const decodeMapped = (from: MappedText, step: Step): MappedText => rewritten(from, written[step], read);

function read(found: string): string {
  if (found.startsWith('%')) return readBytes(found);
  if (found.startsWith('&')) return entities().decodeHTML(found);
  const code = found.slice(2).replace(/[{}]/g, '');
  if (/^\\ud[89ab]..\\u/i.test(found)) return String.fromCharCode(hex(found.slice(2, 6)), hex(found.slice(8)));
  if (/^\\[ux]/i.test(found)) return hex(code) <= 0x10ffff ? String.fromCodePoint(hex(code)) : found;
  return short[found[1] ?? ''] ?? found.slice(1);
}

const hex = (digits: string) => Number.parseInt(digits, 16);
const short: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** As UTF-8, and as latin1 where it is none. */
function readBytes(found: string): string {
  const bytes = Buffer.from(found.replaceAll('%', ''), 'hex');
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}

const load = createRequire(import.meta.url);

/** Loaded by the first text that wants it: every process has this file. */
const entities = (): typeof import('entities/decode') => load('entities/decode');
