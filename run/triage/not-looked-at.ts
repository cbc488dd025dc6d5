import type { RunRecord } from '#record/run-record.ts';

/** So many are named. */
const most = 8;

/** What a look could not see, and why: a line each, so that nobody takes silence for health. */
export function notLookedAt({ checks }: RunRecord, leftOut: readonly string[], noBrowser?: string): string[] {
  const missing = Map.groupBy(
    checks.filter(({ notRun }) => notRun === 'misconfigured'),
    ({ reason = 'a setting is missing' }) => reason,
  );
  const lines = [...missing].map(([reason, without]) => `${without.map(({ id }) => id).join(', ')}: ${reason}`);
  return [
    ...(noBrowser ? [`pages in a browser: ${noBrowser}`] : []),
    ...leftOut,
    ...lines.slice(0, most),
    ...(lines.length > most ? [`and ${lines.length - most} more`] : []),
  ];
}
