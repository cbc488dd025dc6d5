import { createRequire } from 'node:module';
import { type MappedText, rewritten } from './mapped-text.ts';

const percent = [
  '%u[\\da-f]{4}',
  '%[0-7][\\da-f]',
  '%[cd][\\da-f]%[89ab][\\da-f]',
  '%e[\\da-f](?:%[89ab][\\da-f]){2}',
  '%f[0-7](?:%[89ab][\\da-f]){3}',
  '%[89a-f][\\da-f]',
];
const entity = ['&(?:#\\d{1,7}|#x[\\da-f]{1,6}|[a-z][a-z\\d]{1,31});?'];
// A backslash before `&` or `%` may be a written character's own first half: those two begin the other half.
const escapeCode = [
  '\\\\ud[89ab][\\da-f]{2}\\\\ud[c-f][\\da-f]{2}',
  '\\\\u[\\da-f]{4}',
  '\\\\u\\{[\\da-f]{1,6}\\}',
  '\\\\x[\\da-f]{2}',
  '\\\\[0-3][0-7]{2}',
  "\\\\(?:[bfnrtv]|[!-$'-/:-@[-`{-~])",
];

/**
 * A character as it is written in an address, in HTML, in a text of JSON, JavaScript or C, or behind a backslash for a shell, a
 * style sheet or an expression; all of them, or one kind.
 */
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

const tag = '<[^<>]{0,300}>';
/** For a terminal; one that carries a text, such as a link, lasts until its end is said. */
const sequences = [
  String.raw`[\x1b\x9b][-\w/#&.:=?%@~;[\]()]*(?:\x07|\x1b\\|\x9c)`,
  String.raw`[\x1b\x9b][[\]()#;?]*[\d;:]*[@-~]?`,
];

/** What shows as nothing, and is taken out of what is printed: a tag, a colour, a link of a terminal. */
export const unseen = new RegExp([tag, ...sequences].join('|'), 'g');

/** Whether anything of a text may show as nothing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: sequences for a terminal begin with them
export const mayHaveUnseen = (text: string): boolean => /[<\x1b\x9b]/.test(text);

/** The same, with the places that it came from. */
export const decodeMapped = (from: MappedText, step: Step): MappedText => rewritten(from, written[step], read);

function read(found: string): string {
  // By far the most of them: a quote or a backslash in a text of JSON.
  if (found.length === 2) return short[found[1] ?? ''] ?? found.slice(1);
  if (/^%u/i.test(found)) return String.fromCharCode(hex(found.slice(2)));
  if (found.startsWith('%')) return readBytes(found);
  if (found.startsWith('&')) return entities().decodeHTML(found);
  const code = found.slice(2).replace(/[{}]/g, '');
  if (/^\\ud[89ab]..\\u/i.test(found)) return String.fromCharCode(hex(found.slice(2, 6)), hex(found.slice(8)));
  if (/^\\[ux]/i.test(found)) return hex(code) <= 0x10ffff ? String.fromCodePoint(hex(code)) : found;
  return String.fromCharCode(Number.parseInt(found.slice(1), 8));
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
