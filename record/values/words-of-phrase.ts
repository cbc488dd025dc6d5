import { wordsOf } from './needles.ts';

/** Words that are further apart belong to no phrase, in characters. */
const reach = 40;

/** Finds the words of a passphrase where half of them or more stand near each other, in any order. */
export function wordFinderFor(value: string): ((text: string) => [start: number, end: number][]) | undefined {
  const words = [...new Set(wordsOf(value).map((word) => word.toLowerCase()))].filter((word) => word.length >= 3);
  const needed = Math.max(2, Math.ceil(wordsOf(value).length / 2));
  if (words.length < needed) return undefined;
  const pattern = new RegExp(
    `(?<![\\p{L}\\d])(?:${words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|')})(?![\\p{L}\\d])`,
    'giu',
  );
  return (text) => {
    const found = [...text.matchAll(pattern)].map(({ 0: word, index }) => ({
      word,
      start: index,
      end: index + word.length,
    }));
    const groups: (typeof found)[] = [];
    for (const one of found) {
      const last = groups.at(-1);
      if (last && one.start - (last.at(-1)?.end ?? 0) <= reach) last.push(one);
      else groups.push([one]);
    }
    return groups
      .filter((group) => new Set(group.map(({ word }) => word.toLowerCase())).size >= needed)
      .flatMap((group) => group.map(({ start, end }): [number, number] => [start, end]));
  };
}
