import type { RunRecord } from '#record/run-record.ts';
import { undecidedChecks } from '#record/verdict.ts';
import { leavesNothingOpen } from '#record/vocabulary.ts';
import type { DimensionsOf } from './catalogue.ts';
import { type Datum, datum } from './data-point.ts';

/**
 * What a run says about the monitor itself. Runs that are not scheduled say it under their trigger, so that they can
 * neither hide nor cause an alarm of the schedule.
 *
 * @param dropped data points of this run that cannot be published
 */
export function metricsOfMonitor(record: RunRecord, dropped: number): Datum[] {
  const { trigger, target: Target, endedAt, publish } = record;
  const who: DimensionsOf<'RunCompleted'> = trigger === 'schedule' ? { Target } : { Target, Trigger: trigger };
  return [
    datum('RunCompleted', who, isCompleted(record) ? 1 : 0, endedAt),
    datum('ChecksNotRun', who, checksNotRun(record), endedAt),
    datum('HarnessFaults', who, harnessFaults(record), endedAt),
    datum('DatapointsLost', who, publish.lost + dropped, endedAt),
    ...orphans(record).map((count) => datum('OrphanedObjects', who, count, endedAt)),
    ...lagSeconds(record).map((seconds) => datum('ScheduleLag', who, seconds, endedAt)),
  ];
}

/** A run that expected nothing has not completed anything. */
const isCompleted = (record: RunRecord) => record.expected.length > 0 && undecidedChecks(record).length === 0;

function checksNotRun({ expected, checks }: RunRecord): number {
  const accounted = checks.filter(
    ({ outcome, notRun, muted }) => outcome !== 'not-run' || leavesNothingOpen(notRun) || muted,
  );
  const ids = new Set(accounted.map(({ id }) => id));
  return expected.filter((id) => !ids.has(id)).length;
}

const harnessFaults = ({ harness, checks }: RunRecord) =>
  harness.length + checks.filter(({ outcome, failure }) => outcome === 'fail' && failure?.class === 'harness').length;

/** What earlier probes left at Stripe, where a check counted it. */
const orphans = ({ checks }: RunRecord) => checks.flatMap((check) => check.orphans ?? []);

function lagSeconds({ scheduledAt, startedAt }: RunRecord): number[] {
  if (scheduledAt === undefined) return [];
  return [Math.max(0, Date.parse(startedAt) - Date.parse(scheduledAt)) / 1_000];
}
