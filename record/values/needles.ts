import { decodeOnce, mayBeWritten, type Step } from './decode-once.ts';
import { foldText } from './fold-text.ts';

/** One way in which a value may stand in a text. */
export interface Needle {
  name: string;
  /** As `foldText` leaves it. */
  folded: string;
  /** In base64 a value shares its first and last characters with its neighbours. */
  isBase64: boolean;
}

/** Shorter values would take ordinary words out of the text with them. */
export const shortestValue = 6;

/** A text as it reads, and how it was read. */
export interface Reading {
  text: string;
  steps: readonly Step[];
}

/**
 * How often a text may have been encoded, one into the other. Where an address or JSON was written into HTML character by
 * character, or an address into JSON, its own codes are whole only when those have been read first.
 */
const ways: readonly { signs: readonly RegExp[]; steps: readonly Step[] }[] = [
  { signs: [], steps: ['all', 'all', 'all', 'all'] },
  { signs: [/&/, /[%\\]/], steps: ['entities', 'entities', 'all', 'all'] },
  { signs: [/\\/, /%/], steps: ['escapes', 'escapes', 'all', 'all'] },
];

/** A text as it is and as it reads, each time decoded once more. */
export function readings(text: string): Reading[] {
  const read = new Map<string, Reading>([[text, { text, steps: [] }]]);
  for (const { signs, steps } of ways) {
    let last = signs.every((sign) => sign.test(text)) ? text : undefined;
    for (let at = 0; at < steps.length && last !== undefined && mayBeWritten(last); at += 1) {
      last = decodeOnce(last, steps[at]);
      if (!read.has(last)) read.set(last, { text: last, steps: steps.slice(0, at + 1) });
    }
  }
  return [...read.values()];
}

/** All ways in which values may stand in a text, the longest first. */
export const needlesFor = (values: Readonly<Record<string, string>>): Needle[] =>
  Object.entries(values)
    .filter(([, value]) => value.length >= shortestValue)
    .flatMap(([name, value]) => spellingsOf(value).map((spelling) => ({ name, ...spelling })))
    .toSorted((a, b) => b.folded.length - a.folded.length);

type Spelling = Omit<Needle, 'name'>;

/** A process looks for the same few values again and again, each time with one more that came up. */
const spelled = new Map<string, readonly Spelling[]>();

function spellingsOf(value: string): readonly Spelling[] {
  const known = spelled.get(value);
  if (known) return known;
  const read = asRead(value).flatMap((one) => readings(one).map(({ text }) => text));
  const plain = [...read, ...written(value), ...partsOf(value)].map(foldText);
  const base64 = inBase64(value).map(foldText);
  const long = (folded: string) => folded.length >= shortestValue;
  const spellings = [
    ...[...new Set(plain)].filter(long).map((folded) => ({ folded, isBase64: false })),
    ...[...new Set(base64)].filter(long).map((folded) => ({ folded, isBase64: true })),
  ];
  if (spelled.size < mostSpelled) spelled.set(value, spellings);
  return spellings;
}

/** A form writes a space as `+`, and with a backslash before it that reads as a `+` behind a backslash: the backslash is lost. */
const asRead = (value: string): string[] => [value, value.replaceAll(' ', '+')];

/** More values than a run has. */
const mostSpelled = 1_000;

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const isPlain = (text: string) => /^[\x20-\x7e]*$/.test(text);

/** Spellings that no decoding brings back to the value, and those whose decoding its neighbours may spoil. */
function written(value: string): string[] {
  const form = new URLSearchParams([['', value]]).toString().slice(1);
  const bytes = Buffer.from(value, 'utf8');
  const misread = isPlain(value) ? [] : [...readOtherwise(value, bytes), value.replace(/[^\x20-\x7e]/g, '')];
  return [
    inJson(value),
    inJson(inJson(value)),
    value.replace(/[^\w\s\x80-\uffff]/g, '\\$&'),
    encodeURIComponent(value.toWellFormed()),
    form,
    ...inNumbers(bytes),
    ...misread,
  ];
}

/** Written in one encoding and read in another: UTF-8 as latin1, and the other way round. */
const readOtherwise = (value: string, bytes: Buffer): string[] => [
  bytes.toString('latin1'),
  ...(/^[\0-\xff]*$/.test(value) ? [Buffer.from(value, 'latin1').toString('utf8')] : []),
];

/** As programs print bytes: `<Buffer 50 72>`, `50:72`, `0x50, 0x72`, `[80,114]`, and a `Uint8Array` in JSON. */
function inNumbers(bytes: Buffer): string[] {
  const codes = [...bytes];
  const digits = codes.map((code) => code.toString(16).padStart(2, '0'));
  const withPlaces = codes.map((code, at) => `"${at}":${code}`);
  return [digits.join(''), digits.join(':'), digits.join(',0x'), codes.join(','), withPlaces.join(',')];
}

/** What stays the same of a value in base64 at each of the three places where it may begin. */
function inBase64(value: string): string[] {
  const encodings: BufferEncoding[] = isPlain(value) ? ['utf8'] : ['utf8', 'latin1', 'utf16le'];
  return encodings.flatMap((encoding) =>
    [...new Set([value, inJson(value)])].flatMap((one) =>
      [0, 1, 2].map((before) => {
        const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(one, encoding)]);
        const whole = bytes.toString('base64').replace(/=+$/, '');
        return whole.slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
      }),
    ),
  );
}

/** Half of the words of a passphrase in a row are enough to know it by. */
function partsOf(value: string): string[] {
  const words = wordsOf(value);
  const half = Math.ceil(words.length / 2);
  const parts = words.map((_, at) => words.slice(at, at + half).join(' '));
  return words.length < 3 ? [] : parts.slice(0, words.length - half + 1).filter((part) => part.length >= 8);
}

/** The words of a passphrase; none where a value has fewer than three. */
export function wordsOf(value: string): string[] {
  const words = value.split(/\s+/).filter((word) => word.length > 0);
  return words.length < 3 ? [] : words;
}
