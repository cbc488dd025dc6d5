import { emptyCheck } from '../empty-check.ts';
import type { Exchange, Failure } from '../evidence.ts';
import type { Facts } from '../facts.ts';
import type { FailureCode } from '../failure-code.ts';
import type { CheckRecord } from '../run-record.ts';
import { type DegradedReason, type FailureClass, layers, partyOf } from '../vocabulary.ts';

// Checks as a run records them, put together for tests: what a test does not speak of is like in any other check.

/** What is different about a check, or about checks by id. */
export type Change = Partial<CheckRecord>;
export type Changes = Record<string, Change>;

/** A check that passed, of the layer that its id names, unless told otherwise. */
export function aCheck(id: string, differing: Change = {}): CheckRecord {
  return {
    ...emptyCheck(),
    id,
    layer: layers.find((layer) => id.startsWith(`${layer}/`)) ?? 'api',
    needs: [],
    severity: 'P1',
    owner: 'backend',
    classes: ['http-error'],
    advisory: false,
    title: `${id} holds`,
    tier: 'http',
    location: 'checks/api/some.check.ts:1',
    outcome: 'pass',
    causedBy: [],
    startedAt: '2026-11-21T02:56:50.000Z',
    durationMs: 40,
    attempts: 1,
    ...differing,
  };
}

/** A failure of that class in no way that any incident knows. */
const failureOf = (seen: FailureClass, message: string, evidence: string[]): Failure => ({
  class: seen,
  code: 'something-seen',
  facts: {},
  message,
  party: partyOf(seen),
  unconfirmed: false,
  evidence,
});

/** A claim that does not hold, known by its class alone. */
export const failing = (seen: FailureClass, message = `${seen} was seen`, ...evidence: string[]): Change => ({
  outcome: 'fail',
  hops: [],
  failure: failureOf(seen, message, evidence),
});

/** The same, seen in a line of the check. */
export const failingAt = (at: string, seen: FailureClass, message: string): Change => ({
  ...failing(seen, message),
  failure: { ...failureOf(seen, message, []), at },
});

/** A claim that holds less well than promised, known by its class alone. */
export const degraded = (seen: FailureClass, message = `${seen} was seen`, ...evidence: string[]): Change => ({
  outcome: 'degraded',
  reason: message,
  failure: failureOf(seen, message, evidence),
});

function codedFailure<F extends Facts>(code: FailureCode<F>, facts: F, evidence: string[]): Failure {
  return { ...failureOf(code.class, code.message(facts), evidence), code: code.id, facts };
}

/** A claim that does not hold in one of the ways of a layer. */
export const failingAs = <F extends Facts>(code: FailureCode<F>, facts: F, ...evidence: string[]): Change => ({
  outcome: 'fail',
  hops: [],
  failure: codedFailure(code, facts, evidence),
});

/** A claim that holds less well than promised in one of the ways of a layer. */
export function degradedAs<F extends Facts>(
  why: DegradedReason,
  code: FailureCode<F>,
  facts: F,
  ...evidence: string[]
): Change {
  const failure = codedFailure(code, facts, evidence);
  return { outcome: 'degraded', degraded: why, reason: failure.message, failure };
}

/** A claim that nobody looked at. */
export const notRun = (why: NonNullable<CheckRecord['notRun']>, reason = `${why} it was`): Change => ({
  outcome: 'not-run',
  notRun: why,
  reason,
  attempts: 0,
  durationMs: 0,
  hops: [],
});

/** Nothing that rests on a broken claim came about. */
export const blocked = (...ids: string[]): Changes =>
  Object.fromEntries(ids.map((id) => [id, notRun('blocked', 'its input does not exist')]));

/** A check that failed with that class. */
export const aFailure = (id: string, seen: FailureClass, differing: Change = {}): CheckRecord =>
  aCheck(id, { ...failing(seen), ...differing });

/** A check that failed once, on a request that may not be repeated. */
export function anUnconfirmedFailure(id: string, seen: FailureClass, needs: string[]): CheckRecord {
  const failed = aFailure(id, seen, { needs });
  return { ...failed, ...(failed.failure && { failure: { ...failed.failure, unconfirmed: true } }) };
}

/** A check that passed less well than promised. */
export const aDegraded = (id: string, seen: FailureClass, differing: Change = {}): CheckRecord =>
  aCheck(id, { ...degraded(seen), ...differing });

/** A check that did not run. */
export const aNotRun = (id: string, why: NonNullable<CheckRecord['notRun']>, differing: Change = {}): CheckRecord =>
  aCheck(id, { ...notRun(why), ...differing });

/** A request and its answer, taking `total` ms. */
export const anExchange = (method: string, url: string, status: number, total = 20): Exchange => ({
  method,
  url,
  status,
  phases: { dns: 0.2, tcp: 0.4, tls: total / 4, ttfb: total / 2, transfer: 0.1, total },
  headers: { 'content-type': 'application/json', 'x-request-id': '11b4220c-e857-43a3-9e09-d449e2af9eab' },
  address: '192.0.2.7',
  protocol: 'TLSv1.3',
  redirects: [],
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  bodyShape: '{status:string,checks:{db:string}}',
  bodyStart: '{"status":"unavailable","checks":{"db":"state:0"}}',
});
