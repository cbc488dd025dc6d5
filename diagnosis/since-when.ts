import type { CheckRecord } from '#record/run-record.ts';
import type { HistoryContext, Since } from './model.ts';

/**
 * Since when a claim is as this run saw it: failing is told from being merely slow, and what a run of another tier said
 * in between is no evidence. Undefined where no run before has looked at it.
 * Failures of announced maintenance are told beside, and are no beginning.
 */
export function sinceWhen(
  { id, outcome }: CheckRecord,
  endedAt: string,
  { claims = {} }: HistoryContext,
): Since | undefined {
  const past = claims[id];
  if (!past || outcome === 'not-run') return undefined;
  const failed = outcome === 'fail';
  const detectedAt = (failed ? past.failingSince : past.troubledSince) ?? endedAt;
  const lastGoodAt = failed ? past.heldAt : past.passedAt;
  const { announced } = past;
  return { detectedAt, ...(lastGoodAt && { lastGoodAt }), ...(announced && { announced }) };
}
