import { diagnoseRun } from '#checks/catalogue.ts';
import { causeName } from '#diagnosis/cause-name.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { Target } from '#targets/target.ts';

/**
 * What a run said that a run against a healthy system should not say: whatever a reader is shown as a cause, and what else is
 * not as it should be. Empty when all is well. Pure.
 */
export function findingsIn(record: RunRecord, target: Target): string[] {
  const { checks, harness, publish, verdict, expected } = record;
  const decided = new Set(checks.map(({ id }) => id));
  return [
    ...diagnoseRun(record, target).causes.map((cause) => `blames ${causeName(cause)}: ${cause.title}`),
    ...checks
      .filter(({ outcome }) => outcome !== 'pass')
      .map(({ id, outcome, failure, reason }) => `${id} ${outcome}: ${failure?.message ?? reason ?? 'no reason'}`),
    ...expected.filter((id) => !decided.has(id)).map((id) => `${id} was never decided`),
    ...harness.map((message) => `harness: ${message}`),
    ...(publish.kept + publish.lost > 0 ? [`${publish.kept} datapoints were kept back, ${publish.lost} lost`] : []),
    ...(verdict.name === 'ok' ? [] : [`the verdict is ${verdict.name}`]),
  ];
}
