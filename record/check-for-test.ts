import type { Failure } from './evidence.ts';
import type { RunDraft } from './finalize-record.ts';
import type { CheckRecord } from './run-record.ts';
import { type FailureClass, partyOf } from './vocabulary.ts';

/** A check that passed, for the tests of this folder, unless told otherwise. */
export function aCheck(id: string, differing: Partial<CheckRecord> = {}): CheckRecord {
  return {
    id,
    layer: 'api',
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
    timings: {},
    hops: [],
    probes: [],
    certificates: [],
    remarks: [],
    rulesOut: [],
    exchanges: [],
    artifacts: [],
    ...differing,
  };
}

const failureOf = (seen: FailureClass, differing: Partial<Failure> = {}): Failure => ({
  class: seen,
  code: 'something-seen',
  facts: {},
  message: `${seen} was seen`,
  party: partyOf(seen),
  unconfirmed: false,
  evidence: [],
  ...differing,
});

/** A check that failed with that class. */
export const aFailure = (id: string, seen: FailureClass, differing: Partial<CheckRecord> = {}): CheckRecord =>
  aCheck(id, { outcome: 'fail', failure: failureOf(seen), ...differing });

/** A check that failed once, on a request that may not be repeated. */
export const anUnconfirmedFailure = (id: string, seen: FailureClass, needs: string[]): CheckRecord =>
  aCheck(id, { outcome: 'fail', failure: failureOf(seen, { unconfirmed: true }), needs });

/** A check that passed less well than promised. */
export const aDegraded = (id: string, seen: FailureClass, differing: Partial<CheckRecord> = {}): CheckRecord =>
  aCheck(id, { outcome: 'degraded', reason: `${seen} was seen`, failure: failureOf(seen), ...differing });

/** A check that did not run. */
export const aNotRun = (
  id: string,
  notRun: NonNullable<CheckRecord['notRun']>,
  differing: Partial<CheckRecord> = {},
): CheckRecord =>
  aCheck(id, { outcome: 'not-run', notRun, reason: `${notRun} it was`, attempts: 0, durationMs: 0, ...differing });

/** What a recorder knows at the end of a run in which all expected checks are those given. */
export const aDraft = (checks: CheckRecord[], differing: Partial<RunDraft> = {}): RunDraft => ({
  header: {
    id: '20261121-0256-7f3c',
    target: 'loventia',
    environment: 'test',
    trigger: 'manual',
    tiers: ['http'],
    location: 'local',
    round: 1,
    startedAt: '2026-11-21T02:56:48.600Z',
    versions: { suite: '0.1.0', node: 'v24.0.0', browser: 'not started' },
  },
  expected: checks.map(({ id }) => id),
  notWatched: [],
  checks,
  harness: [],
  releases: {},
  requests: { sent: 0, refused: 0 },
  endedAt: '2026-11-21T02:57:10.000Z',
  ...differing,
});
