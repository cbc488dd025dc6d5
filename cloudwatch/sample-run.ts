import { finalizeRecord, type RunDraft } from '#record/finalize-record.ts';
import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { type FailureClass, partyOf } from '#record/vocabulary.ts';
import { type Target, targetSchema } from '#targets/definition/schema.ts';

/** A target for the tests of this folder that publishes, with these settings for its metrics. */
export function sampleTarget(metrics: Partial<Target['metrics']> = {}): Target {
  return targetSchema.parse({
    name: 'shop',
    environment: 'test',
    region: 'eu-north-1',
    hosts: { app: 'https://app.shop.example' },
    metrics: { publish: 'on', ...metrics },
  });
}

/** A check that passed at once, as an edge check with P1, unless told otherwise. */
export function sampleCheck(id: string, differing: Partial<CheckRecord> = {}): CheckRecord {
  return {
    id,
    layer: 'edge',
    needs: [],
    severity: 'P1',
    owner: 'platform',
    classes: ['tls'],
    advisory: false,
    title: id,
    tier: 'http',
    location: 'checks/edge.check.ts:1',
    outcome: 'pass',
    causedBy: [],
    durationMs: 100,
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

/** What a check has in addition when it failed with that class. */
export const failing = (seen: FailureClass): Partial<CheckRecord> => ({
  outcome: 'fail',
  failure: {
    class: seen,
    code: 'something-seen',
    facts: {},
    message: 'no',
    party: partyOf(seen),
    unconfirmed: false,
    evidence: [],
  },
});

/** A scheduled run that ended just now, in which all expected checks are those given, unless told otherwise. */
export function sampleRun(checks: CheckRecord[], differing: Partial<RunDraft & RunDraft['header']> = {}): RunRecord {
  const { expected = checks.map(({ id }) => id), harness = [], ...header } = differing;
  const endedAt = differing.endedAt ?? new Date().toISOString();
  return finalizeRecord({
    header: {
      id: '20261121-0730-7f3c',
      target: 'shop',
      environment: 'test',
      trigger: 'schedule',
      tiers: ['http'],
      location: 'local',
      round: 1,
      startedAt: endedAt,
      versions: { suite: '0.1.0', node: 'v24', browser: 'none' },
      ...header,
    },
    expected,
    harness,
    checks,
    notWatched: [],
    releases: {},
    requests: { sent: 0, refused: 0 },
    endedAt,
  });
}
