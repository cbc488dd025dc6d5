import { finalizeRecord, type RunDraft } from '#record/finalize-record.ts';
import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { aDraft } from '#record/samples/sample-record.ts';
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

/** A scheduled run of that target that ended just now, in which all expected checks are those given, unless told otherwise. */
export function sampleRun(checks: CheckRecord[], differing: Partial<RunDraft & RunDraft['header']> = {}): RunRecord {
  const { expected = checks.map(({ id }) => id), harness = [], ...header } = differing;
  const endedAt = differing.endedAt ?? new Date().toISOString();
  const draft = aDraft(checks, { expected, harness, endedAt });
  const changed = {
    id: '20261121-0730-7f3c',
    target: 'shop',
    trigger: 'schedule' as const,
    startedAt: endedAt,
    ...header,
  };
  return finalizeRecord({ ...draft, header: { ...draft.header, ...changed } });
}
