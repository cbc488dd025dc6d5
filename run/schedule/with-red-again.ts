import type { ClaimsPast } from '#record/past.ts';
import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { isSecondLook } from '#record/second-look.ts';

/** The record of a scheduled run with what is known of whether its red is there for more than a moment. Pure. */
export function withRedAgain(record: RunRecord, claims: ClaimsPast): RunRecord {
  const { trigger, verdict, checks } = record;
  const isRed = verdict.name === 'failed';
  if (isSecondLook(record)) {
    const isGone = verdict.name === 'ok' || verdict.name === 'degraded';
    return isRed || isGone ? { ...record, redAgain: isRed } : record;
  }
  if (trigger !== 'schedule' || !isRed) return record;
  const causes = checks.filter(isRedCause);
  const wereRed = causes.length > 0 && causes.every(({ id }) => claims[id]?.failingSince !== undefined);
  return wereRed ? { ...record, redAgain: true } : record;
}

/** Whether a check makes a run red, and is no consequence of another. */
export const isRedCause = ({ outcome, muted, causedBy, failure }: CheckRecord): boolean =>
  outcome === 'fail' && !muted && causedBy.length === 0 && (failure?.party === 'app' || failure?.party === 'edge');
