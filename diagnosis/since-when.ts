import { isMaintenancePage } from '#record/maintenance.ts';
import type { CheckRecord } from '#record/run-record.ts';
import type { HistoryContext, Since } from './model.ts';

/** So much later than it said a page of maintenance may still be there, in ms: work ends when it ends. */
const graceMs = 15 * 60_000;

const isOverdue = (promised: string | undefined, endedAt: string): promised is string =>
  promised !== undefined && Date.parse(endedAt) - Date.parse(promised) > graceMs;

/**
 * Since when a claim is as this run saw it: failing is told from being merely slow, and what a run of another tier said
 * in between is no evidence. Undefined where no run before has looked at it.
 * Failures of announced maintenance are told beside, and are no beginning.
 */
export function sinceWhen(
  { id, outcome, failure }: CheckRecord,
  endedAt: string,
  { claims = {} }: HistoryContext,
): Since | undefined {
  const past = claims[id];
  if (!past || outcome === 'not-run') return undefined;
  const failed = outcome === 'fail';
  const detectedAt = (failed ? past.failingSince : past.troubledSince) ?? endedAt;
  const lastGoodAt = failed ? past.heldAt : past.passedAt;
  const { announced, promised } = past;
  return {
    detectedAt,
    ...(lastGoodAt && { lastGoodAt }),
    ...(announced && { announced }),
    ...(isOverdue(promised, endedAt) && isMaintenancePage(failure) && { promised }),
  };
}
