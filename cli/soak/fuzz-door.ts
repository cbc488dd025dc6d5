import { createRedactor } from '#record/redactor.ts';
import { oneOf, type Random, seededRandom } from './seeded-random.ts';

/** What random texts with random secrets in random spellings came to. */
export interface DoorResult {
  /** With it the same texts come again. */
  seed: number;
  texts: number;
  /** Spellings of a secret that were still there behind the door; there should be none. */
  leaks: { number: number; spelling: string }[];
  /** Texts in which what stood around the secret was not there any more. */
  spoilt: number;
  seconds: number;
}

const someOf = (random: Random, list: readonly string[], least: number, most: number) =>
  Array.from({ length: least + Math.floor(random() * (most - least)) }, () => oneOf(random, list)).join('');

const letters = Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
const signs = Array.from('!#$()*.,:;=?@^~|');
const quoted = Array.from('"\\/&<>%+\' ');
const foreign = Array.from('äöåßéЖщאب語');

/** A secret as people and programs make them. */
function secretFrom(random: Random): string {
  const kinds = [letters, [...letters, ...signs], [...letters, ...quoted], [...letters, ...foreign, ...signs]];
  return `${someOf(random, letters, 3, 6)}${someOf(random, oneOf(random, kinds), 8, 40)}${someOf(random, letters, 3, 6)}`;
}

const characters = (text: string, write: (character: string, random: number) => string, random: Random) =>
  Array.from(text, (character) => write(character, random())).join('');
const units = (text: string, write: (code: number) => string) =>
  Array.from({ length: text.length }, (_, at) => write(text.charCodeAt(at))).join('');
const html: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** How a text may be written; each may be applied to what another one has written. */
const spellings: Readonly<Record<string, (text: string, random: Random) => string>> = {
  plain: (text) => text,
  percent: (text) => encodeURIComponent(text),
  'small percent': (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  'percent, all of it': (text) => Buffer.from(text).toString('hex').replace(/../g, '%$&'),
  form: (text) => new URLSearchParams([['', text]]).toString().slice(1),
  html: (text) => text.replace(/[&<>"']/g, (sign) => html[sign] ?? sign),
  'html by number': (text, random) =>
    characters(text, (one, chance) => (chance < 0.5 ? `&#${one.codePointAt(0)};` : (html[one] ?? one)), random),
  'html by hex': (text) => Array.from(text, (one) => `&#x${one.codePointAt(0)?.toString(16)};`).join(''),
  json: (text) => JSON.stringify(text).slice(1, -1),
  'json in ASCII': (text) => units(text, (code) => `\\u${code.toString(16).padStart(4, '0')}`),
};

/** What nothing is written around: only the last to be applied. */
const last: Readonly<Record<string, (text: string, random: Random) => string>> = {
  plain: (text) => text,
  capitals: (text) => text.toUpperCase(),
  'small letters': (text) => text.toLowerCase(),
  'soft hyphens': (text, random) => characters(text, (one, chance) => (chance < 0.2 ? `${one}\u00ad` : one), random),
  'no width': (text, random) => characters(text, (one, chance) => (chance < 0.3 ? `${one}\u200b` : one), random),
  base64: (text, random) => Buffer.from(someOf(random, letters, 0, 4) + text).toString('base64'),
  'base64 for addresses': (text, random) => Buffer.from(someOf(random, letters, 0, 4) + text).toString('base64url'),
  'base64 in lines': (text) => Buffer.from(text).toString('base64').replace(/.{12}/g, '$&\r\n'),
  hex: (text) => Buffer.from(text).toString('hex'),
  'big hex': (text) => Buffer.from(text).toString('hex').toUpperCase(),
};

interface Written {
  spelt: string;
  how: string;
}

function write(secret: string, random: Random): Written {
  const first = oneOf(random, Object.keys(spellings));
  const second = random() < 0.3 ? oneOf(random, Object.keys(spellings)) : 'plain';
  const isPlain = first === 'plain' && second === 'plain';
  const possible = Object.keys(last).filter((name) => isPlain || name === 'plain');
  const third = isPlain || random() < 0.1 ? oneOf(random, possible) : 'plain';
  const apply = (name: string, text: string) => (spellings[name] ?? last[name])?.(text, random) ?? text;
  const spelt = last[third]?.(apply(second, apply(first, secret)), random) ?? '';
  return { spelt, how: [first, second, third].filter((name) => name !== 'plain').join(', ') || 'plain' };
}

const words =
  'GET the token of /api/me answered 401 in 12 ms {"error": "not found"} <p class=a> a=b&c=d %20 \\n – ö'.split(' ');

/** Puts so many random texts through the door. */
export function fuzzDoor(texts: number, seed: number, isOver: () => boolean = () => false): DoorResult {
  const random = seededRandom(seed);
  const started = performance.now();
  const leaks: DoorResult['leaks'] = [];
  let spoilt = 0;
  let number = 0;
  for (; number < texts && !isOver(); number += 1) {
    const secret = secretFrom(random);
    const { spelt, how } = write(secret, random);
    const around = () => Array.from({ length: Math.floor(random() * 12) }, () => oneOf(random, words)).join(' ');
    const [before, behind] = [`begins ${around()} `, ` ${around()} ends`];
    const said = createRedactor({ secret })(`${before}${spelt}${behind}`);
    // Its ends may be shared with what stands beside it; what lies between them is the secret alone.
    const core = spelt.slice(Math.ceil(spelt.length / 4), Math.floor((spelt.length * 3) / 4));
    if (said.includes(core) || !said.includes('[redacted')) leaks.push({ number, spelling: how });
    if (!said.startsWith('begins ') || !said.endsWith(' ends')) spoilt += 1;
  }
  return { seed, texts: number, leaks, spoilt, seconds: (performance.now() - started) / 1_000 };
}
