import { clockMinute } from '#diagnosis/clock.ts';
import type { RunRecord } from '#record/run-record.ts';

/** That a run began in announced maintenance, until when, and what follows from it; undefined outside of any. */
export function announcedText({
  maintenance,
  endedAt,
  trigger,
}: Pick<RunRecord, 'maintenance' | 'endedAt' | 'trigger'>): string | undefined {
  if (!maintenance) return undefined;
  const what = trigger === 'schedule' ? 'not in the SLO, nobody is told' : 'nobody is called';
  return `maintenance until ${clockMinute(maintenance.until, endedAt)}, ${what}: ${maintenance.reason}`;
}
