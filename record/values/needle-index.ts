import { foldedAscii, foldForeign } from './fold-text.ts';
import type { Needle } from './needles.ts';

/** By how many of its first letters a needle is known; none is shorter. */
const headLength = 4;

/** Where the letters of a head are summed up; each is shifted out of the 32 bits by the fourth after it. */
const shift = 8;

/** Filters out what is no head of any needle, by 16 bits of the sum. */
const slotOf = (sum: number) => (Math.imul(sum, 0x9e3779b1) >>> 16) & 0xffff;

/** Tells which of many needles stand in a text, in one pass over it, however many there are. */
export class NeedleIndex {
  readonly #needles: readonly Needle[];
  readonly #byHead = new Map<number, Needle[]>();
  readonly #slots = new Uint8Array(0x1_0000);

  constructor(needles: readonly Needle[]) {
    this.#needles = needles;
    for (const needle of needles) {
      let sum = 0;
      for (let at = 0; at < headLength; at += 1) sum = (sum << shift) ^ needle.folded.charCodeAt(at);
      const same = this.#byHead.get(sum);
      if (same) same.push(needle);
      else this.#byHead.set(sum, [needle]);
      this.#slots[slotOf(sum)] = 1;
    }
  }

  /** Those that stand in a text as `foldText` leaves it, in the order in which they were given. */
  standingIn(text: string): Needle[] {
    const letters = foldForeign(text);
    const found = new Set<Needle>();
    let sum = 0;
    for (let at = 0; at < letters.length; at += 1) {
      const folded = foldedAt(letters, at);
      if (folded === 0) continue;
      sum = (sum << shift) ^ folded;
      if (this.#slots[slotOf(sum)] === 0) continue;
      for (const needle of this.#byHead.get(sum) ?? [])
        if (!found.has(needle) && endsHeadOf(needle.folded, letters, at)) found.add(needle);
    }
    return found.size === 0 ? [] : this.#needles.filter((needle) => found.has(needle));
  }
}

/** A letter as `foldText` leaves it; 0 where it leaves it out. What is not ASCII has been folded before. */
function foldedAt(letters: string, at: number): number {
  const letter = letters.charCodeAt(at);
  return letter < 128 ? (foldedAscii[letter] ?? 0) : letter;
}

/** Whether the head of a needle ends at a place of a text, and the rest of it follows. */
function endsHeadOf(needle: string, letters: string, end: number): boolean {
  return runs(needle, headLength - 1, -1, letters, end) && runs(needle, headLength, 1, letters, end + 1);
}

/** Whether letters of a needle stand from a place of a text on, in one direction, with what is left out between them. */
function runs(needle: string, from: number, step: 1 | -1, letters: string, start: number): boolean {
  let wanted = from;
  for (let at = start; wanted >= 0 && wanted < needle.length; at += step) {
    if (at < 0 || at >= letters.length) return false;
    const folded = foldedAt(letters, at);
    if (folded === 0) continue;
    if (folded !== needle.charCodeAt(wanted)) return false;
    wanted += step;
  }
  return true;
}
