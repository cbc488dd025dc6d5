import { valueAt } from '#fixtures/http/json-path.ts';
import { type FailureDetails, fail, remark } from '#fixtures/outcome/check-outcome.ts';
import type { HealthContract } from '#targets/definition/health-contract.ts';
import { apiFailures } from './failures.ts';

/** A liveness answer, as far as its contract is read from it. */
export interface Answered {
  path: string;
  /** What its JSON holds; undefined where it is none. */
  body: unknown;
  /** When it came, by our clock, in ms. */
  at: number;
  /** Its `Date` header, in ms; undefined when there is none, or when a cache answered. */
  date: number | undefined;
}

/** Clocks of one server, told in whole seconds, are this far apart at most. */
const sameClockMs = 5_000;

/**
 * Ends the check unless a liveness answer tells what its contract promises.
 *
 * @param clockWatched whether another claim tells of a clock that is off.
 */
export function expectContract(
  answered: Answered,
  { service, fields, fresh }: HealthContract,
  clockWatched: boolean,
  details: FailureDetails = {},
): void {
  const { path, body } = answered;
  const at = (field: string) => (body === undefined ? undefined : valueAt(body, field));
  if (service) {
    const { field, is: expected } = service;
    const got = at(field);
    if (typeof got !== 'string' || got === '') fail(apiFailures['service-untold'], { path, field, expected }, details);
    if (got !== expected) fail(apiFailures['service-other'], { path, field, expected, got }, details);
  }
  const missing = fields.find((field) => [undefined, null, ''].includes(at(field) as string));
  if (missing !== undefined) fail(apiFailures['field-missing'], { path, field: missing }, details);
  if (fresh) expectFresh(answered, at(fresh.field), fresh, clockWatched, details);
}

function expectFresh(
  { path, at, date }: Answered,
  value: unknown,
  { field, withinSeconds }: NonNullable<HealthContract['fresh']>,
  clockWatched: boolean,
  details: FailureDetails,
): void {
  const told = instantOf(value);
  if (told === undefined) fail(apiFailures['field-missing'], { path, field }, details);
  const seconds = Math.round((at - told) / 1_000);
  if (Math.abs(seconds) <= withinSeconds) return;
  const alike = date !== undefined && Math.abs(date - told) <= sameClockMs;
  if (!clockWatched || !alike)
    fail(apiFailures['answer-stale'], { path, field, seconds, budgetMs: withinSeconds * 1_000 }, details);
  remark(`${path} and its Date header are ${Math.abs(seconds)} s off alike: api/clock judges that`);
}

/** An instant as people write it: ISO 8601 (UTC where it names no zone), or seconds or milliseconds since 1970. */
export function instantOf(value: unknown): number | undefined {
  const figure = typeof value === 'string' && /^\d{9,}(?:\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof figure === 'number') return figure > 1e11 ? figure : figure * 1_000;
  if (typeof value !== 'string') return undefined;
  const zoned = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?$/.test(value)
    ? `${value.replace(',', '.')}Z`
    : value;
  const instant = Date.parse(zoned);
  return Number.isNaN(instant) ? undefined : instant;
}
