import { isDeepStrictEqual } from 'node:util';
import { cutBetweenWords } from '#record/cut-between-words.ts';
import { filledJson, type RequestValues } from '#targets/definition/request-values.ts';
import type { Condition } from '#targets/target.ts';
import { ExactInteger } from './exact-value.ts';

/** How long a text is shown. */
const shown = 60;

/** What a value should have been, in words; undefined where it is as promised. Pure. */
export function mismatch(condition: Condition, got: unknown, values: RequestValues): string | undefined {
  const { equals, matches, growsBy, since = '', exists } = condition;
  if (exists !== undefined) return (got !== undefined && got !== null) === exists ? undefined : existsInWords(exists);
  if (matches !== undefined) {
    const expression = new RegExp(matches);
    return isPlain(got) && String(got).search(expression) >= 0 ? undefined : `a match of ${expression}`;
  }
  if (growsBy !== undefined) {
    const [before, now] = [values[since], got].map(asNumber);
    if (before === undefined) return `a number that grows: ${since} was ${inWords(values[since])}`;
    // What is counted in decimals does not add up to the last digit.
    const isGrown = now !== undefined && Math.abs(now - before - growsBy) < 1e-9 * Math.max(1, Math.abs(before));
    return isGrown ? undefined : `${before + growsBy} (${before} before)`;
  }
  const wanted = filledJson(equals, values);
  return isEqual(wanted, got) ? undefined : inWords(wanted);
}

const existsInWords = (exists: boolean) => (exists ? 'something' : 'nothing');

function isEqual(wanted: unknown, got: unknown): boolean {
  if (got instanceof ExactInteger || wanted instanceof ExactInteger) return isSameInteger(wanted, got);
  return got !== undefined && isDeepStrictEqual(wanted, JSON.parse(JSON.stringify(got)));
}

/** A number in the target stands for all integers that it is rounded from. */
const isSameInteger = (wanted: unknown, got: unknown) =>
  String(wanted) === String(got) || (typeof wanted === 'number' && wanted === Number(got));

const isPlain = (value: unknown) =>
  value instanceof ExactInteger || ['string', 'number', 'boolean'].includes(typeof value);

function asNumber(value: unknown): number | undefined {
  const isWritten = value instanceof ExactInteger || (typeof value === 'string' && value.trim() !== '');
  const number = isWritten ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/**
 * A value as a reader sees it.
 *
 * @param withheld in live a text may be about a person: only its length is told.
 */
export function inWords(value: unknown, withheld = false): string {
  if (value === undefined) return 'nothing';
  if (value instanceof ExactInteger) return withheld ? 'another integer' : value.digits;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value !== 'string') return String(value);
  const told = withheld ? '…' : cutBetweenWords(value, shown);
  return told === '…' ? `a text of ${value.length} characters` : `"${told}"`;
}
