import { z } from 'zod';
import { among, often } from '../often.ts';
import { isHeld, type SeenRun } from './seen-run.ts';

/** By the id of a check, what the last runs that looked at it saw, the newest last: only where one of them was red. */
export const looksSchema = z.record(z.string(), z.array(z.strictObject({ at: z.iso.datetime(), red: z.boolean() })));
export type Looks = z.infer<typeof looksSchema>;
type Look = Looks[string][number];

/**
 * So often in a row something has to hold that came and went, before it is over: once more than it holds between two reds
 * of the pattern with the longest pause that is told (red, red, three times green, red).
 */
export const calmAfter = among - often + 1;

/** In how many of the last runs something was red, and since when. */
export interface Share {
  red: number;
  of: number;
  since: string;
}

/**
 * What the runs have seen with one more. What is only a consequence, or a third party's, is neither red nor green.
 *
 * @param red the checks that fail by themselves, and are the target's own.
 */
export function looksAfter(before: Looks, { record }: SeenRun, red: ReadonlySet<string>): Looks {
  const ids = new Set([...Object.keys(before), ...record.checks.map(({ id }) => id)]);
  const seen = [...ids].filter((id) => red.has(id) || isHeld(record, id));
  return seen.reduce((looks, id) => withLook(looks, id, { at: record.endedAt, red: red.has(id) }), before);
}

/** With one more look at something; what was green for as long as is remembered is forgotten. */
export function withLook(before: Looks, id: string, look: Look): Looks {
  const { [id]: known = [], ...others } = before;
  const looks = [...known, look].slice(-among);
  return looks.some(({ red }) => red) ? { ...others, [id]: looks } : others;
}

/** Whether one of the checks was red so often that it needs no two in a row. */
export const isOften = (looks: Looks, checks: readonly string[]): boolean =>
  checks.some((id) => (looks[id] ?? []).filter(({ red }) => red).length >= often);

/** Those of the checks that came and went: red, green, and red again. */
export const comingAndGoing = (looks: Looks, checks: readonly string[]): string[] =>
  checks.filter((id) => /r.*g.*r/.test(inLetters(looks, id)));

/** Whether all of the checks hold for so long that they do not come again as they did. */
export const areCalm = (looks: Looks, checks: readonly string[]): boolean =>
  checks.every((id) => !inLetters(looks, id).slice(-calmAfter).includes('r'));

/** Whether one of the checks does not go any more. */
export const isThereToStay = (looks: Looks, checks: readonly string[]): boolean =>
  checks.some((id) => inLetters(looks, id) === 'r'.repeat(among));

/** How often the one of the checks was red that was red most often. */
export function shareOf(looks: Looks, checks: readonly string[]): Share | undefined {
  const shares = checks.flatMap((id): Share[] => {
    const own = looks[id] ?? [];
    const reds = own.filter(({ red }) => red);
    return reds[0] ? [{ red: reds.length, of: own.length, since: reds[0].at }] : [];
  });
  return shares.toSorted((one, other) => other.red - one.red)[0];
}

const inLetters = (looks: Looks, id: string) => (looks[id] ?? []).map(({ red }) => (red ? 'r' : 'g')).join('');
