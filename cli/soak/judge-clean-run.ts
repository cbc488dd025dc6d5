import type { RunRecord } from '#record/run-record.ts';

/** What a run said that a run against a healthy system should not say; empty when all is as it should be. Pure. */
export function findingsIn(record: RunRecord): string[] {
  const { checks, harness, publish, verdict, expected } = record;
  const decided = new Set(checks.map(({ id }) => id));
  return [
    ...checks
      .filter(({ outcome }) => outcome !== 'pass')
      .map(({ id, outcome, failure, reason }) => `${id} ${outcome}: ${failure?.message ?? reason ?? 'no reason'}`),
    ...expected.filter((id) => !decided.has(id)).map((id) => `${id} was never decided`),
    ...harness.map((message) => `harness: ${message}`),
    ...(publish.kept + publish.lost > 0 ? [`${publish.kept} datapoints were kept back, ${publish.lost} lost`] : []),
    ...(verdict.name === 'ok' ? [] : [`the verdict is ${verdict.name}`]),
  ];
}
