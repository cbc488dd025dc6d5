import type { Target } from './schema.ts';

/** Read once of each: every redactor asks for them. */
const read = new WeakMap<Target, ReadonlySet<string>>();

/** The words that a target is described with, in small letters: its hosts, the parts of its paths, its fields, its roles. */
export function wordsOfTarget(target: Target): ReadonlySet<string> {
  const words = read.get(target) ?? wordsIn(target);
  read.set(target, words);
  return words;
}

function wordsIn(target: Target): ReadonlySet<string> {
  const words = new Set<string>();
  const add = (text: string) => {
    for (const part of text.split(/[^\p{L}\p{M}\p{N}_-]+/u)) {
      words.add(part.toLowerCase());
      for (const one of part.match(/\p{Lu}?\p{Ll}+|\p{Lu}+/gu) ?? []) words.add(one.toLowerCase());
    }
  };
  const walk = (value: unknown, depth: number): void => {
    if (typeof value === 'string') add(value);
    else if (value instanceof RegExp) add(value.source);
    else if (Array.isArray(value)) for (const inner of value) walk(inner, depth + 1);
    else if (isPlain(value) && depth < 8)
      for (const [name, inner] of Object.entries(value)) {
        add(name);
        walk(inner, depth + 1);
      }
  };
  walk(target, 0);
  words.delete('');
  return words;
}

/** A schema is described by its library, and not by the target. */
const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));
