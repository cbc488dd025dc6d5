import { decodeMapped, mayHaveUnseen, type Step, unseen } from './decode-once.ts';
import { foldCharacter, foldText } from './fold-text.ts';
import { asItIs, type MappedText, rewritten, rewrittenEach } from './mapped-text.ts';
import { NeedleIndex } from './needle-index.ts';
import { type Needle, needlesFor, readings, shortestValue } from './needles.ts';
import { wordFinderFor } from './words-of-phrase.ts';

/** Where a value stands in a text. */
export interface Place {
  name: string;
  start: number;
  end: number;
}

/** Looked through at once, in characters: a longer text is looked through in parts that overlap, in linear time and memory. */
const windowLength = 262_144;

/** What base64 is told apart from words by, and how deep it is followed. */
const base64Run = /[A-Za-z0-9+/_-]{16,}/g;
const deepest = 2;

/**
 * Finds known values in texts in whatever way they are written: in an address, a form, HTML, JSON, one in the other, base64,
 * hex, as numbers of its bytes, in another case, over line breaks, with colours or invisible characters between; and half of the
 * words of a passphrase.
 */
export class ValueFinder {
  readonly #needles: NeedleIndex;
  readonly #isEmpty: boolean;
  readonly #phrases: readonly { name: string; find: (text: string) => [number, number][] }[];
  readonly #overlap: number;
  readonly #exact: readonly [name: string, spelt: string][];

  /** @param values by the name to tell in their place; shorter ones than `shortestValue` are not looked for. */
  constructor(values: Readonly<Record<string, string>>) {
    const needles = needlesFor(values);
    this.#needles = new NeedleIndex(needles);
    this.#phrases = Object.entries(values).flatMap(([name, value]) => {
      const find = wordFinderFor(value);
      return find ? [{ name, find }] : [];
    });
    this.#exact = Object.entries(values).flatMap(([name, value]) =>
      isKnownByLetters(value) ? [] : [value, JSON.stringify(value).slice(1, -1)].map((spelt) => [name, spelt] as const),
    );
    this.#isEmpty = needles.length + this.#exact.length === 0;
    const longest = Math.max(0, ...Object.values(values).map(({ length }) => length));
    this.#overlap = Math.min(windowLength / 2, 4_096 + longest * 40);
  }

  /** The names of the values that stand in a text. */
  namesIn(text: string): string[] {
    return [...new Set(this.placesIn(text).map(({ name }) => name))];
  }

  /** Where values stand in a text, in order, and none inside another. */
  placesIn(text: string): Place[] {
    if (this.#isEmpty) return [];
    const places: Place[] = [];
    for (let from = 0; from === 0 || from + this.#overlap < text.length; from += windowLength - this.#overlap) {
      const part = text.slice(from, from + windowLength);
      for (const { name, start, end } of this.#inPart(part, 0))
        places.push({ name, start: start + from, end: end + from });
    }
    return withoutOverlaps(places);
  }

  #inPart(text: string, depth: number): Place[] {
    const mapped = mappings(text);
    const places = readings(text).flatMap(({ text: reading, steps }) => {
      const shown = mayHaveUnseen(reading) ? reading.replace(unseen, '') : reading;
      const looks = [reading, ...(shown === reading ? [] : [shown])];
      return looks.flatMap((look, at) => {
        const there = this.#needles.standingIn(look);
        return there.length > 0 ? placesOf(text, at > 0 ? asShown(mapped(steps)) : mapped(steps), there) : [];
      });
    });
    for (const [name, spelt] of this.#exact)
      for (let at = text.indexOf(spelt); at >= 0; at = text.indexOf(spelt, at + spelt.length))
        places.push(withWholeEscapes({ name, start: at, end: at + spelt.length }, text));
    for (const { name, find } of this.#phrases)
      for (const [start, end] of find(text)) places.push({ name, start, end });
    return depth < deepest ? [...places, ...this.#inBase64(text, depth)] : places;
  }

  /** What holds a value in base64, together with other things or in another spelling, is taken as a whole. */
  #inBase64(text: string, depth: number): Place[] {
    return [...text.matchAll(base64Run)].flatMap(({ 0: run, index }) => {
      const read = Buffer.from(run, 'base64').toString('utf8');
      const [found] = read.includes('\ufffd') ? [] : this.#inPart(read, depth + 1);
      return found ? [{ name: found.name, start: index, end: index + run.length }] : [];
    });
  }
}

/** Hardly anything but hyphens and spaces: only as it is can it be told from other texts. */
const isKnownByLetters = (value: string) => value.length < shortestValue || foldText(value).length >= shortestValue;

/** Of the readings of a text the places that each came from; one is made of the one before it. */
function mappings(text: string): (steps: readonly Step[]) => MappedText {
  const made = new Map<string, MappedText>();
  const of = (steps: readonly Step[]): MappedText => {
    const last = steps.at(-1);
    const mapped = made.get(steps.join()) ?? (last ? decodeMapped(of(steps.slice(0, -1)), last) : asItIs(text));
    made.set(steps.join(), mapped);
    return mapped;
  };
  return of;
}

const asShown = (mapped: MappedText): MappedText => rewritten(mapped, unseen, () => '');

function placesOf(text: string, shown: MappedText, needles: readonly Needle[]): Place[] {
  const folded = rewrittenEach(shown, foldCharacter);
  const places = needles.flatMap((needle) => {
    const found: Place[] = [];
    for (let at = folded.text.indexOf(needle.folded); at >= 0; ) {
      const last = at + needle.folded.length - 1;
      const place = { name: needle.name, start: folded.starts[at] ?? 0, end: folded.ends[last] ?? text.length };
      found.push(withWholeEscapes(needle.isBase64 ? withNeighbours(place, text) : place, text));
      at = folded.text.indexOf(needle.folded, last + 1);
    }
    return found;
  });
  // It is there, and nobody can say where: nothing of the text is told.
  return places.length > 0 ? places : [{ name: needles[0]?.name ?? '', start: 0, end: text.length }];
}

const isBase64 = (character = '') => /[\w+/-]/.test(character);

const withNeighbours = ({ name, start, end }: Place, text: string): Place => ({
  name,
  start: isBase64(text[start - 1]) ? start - 1 : start,
  end: isBase64(text[end]) ? end + 1 : end,
});

/** What is left around a place is to stay JSON, where it is: an escape is taken whole, or not at all. */
function withWholeEscapes({ name, start, end }: Place, text: string): Place {
  const begun =
    /(?<!\\)(?:\\\\){0,64}(\\(?:u[\da-f]{0,3})?)$/i.exec(text.slice(Math.max(0, start - 140), start))?.[1] ?? '';
  const ends = /(?<!\\)(?:\\\\){0,64}\\$/.test(text.slice(Math.max(start, end - 140), end));
  return { name, start: start - begun.length, end: ends ? end + 1 : end };
}

/** Of places that overlap, one from the first to the last; it has the name of the longest. */
function withoutOverlaps(places: readonly Place[]): Place[] {
  const merged: (Place & { longest: number })[] = [];
  for (const place of places.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const length = place.end - place.start;
    const last = merged.at(-1);
    if (!last || place.start >= last.end) merged.push({ ...place, longest: length });
    else {
      last.end = Math.max(last.end, place.end);
      if (length > last.longest) Object.assign(last, { name: place.name, longest: length });
    }
  }
  return merged.map(({ name, start, end }) => ({ name, start, end }));
}
