import type { CheckRecord } from '#record/run-record.ts';
import { classSeen } from './class-seen.ts';

/**
 * Strained claims that tell why a page may fail which rests on them: they belong to its cause, and are none beside it.
 * By themselves they are only advice.
 */
const pointing = (strained: CheckRecord, failing: CheckRecord): boolean =>
  strained.id === 'frontend/assets' &&
  strained.outcome === 'degraded' &&
  classSeen(strained) === 'asset' &&
  failing.outcome === 'fail' &&
  classSeen(failing) === 'render' &&
  failing.needs.includes(strained.id);

/** What of these checks points to why this one fails. */
export const pointersTo = (failing: CheckRecord, checks: readonly CheckRecord[]): CheckRecord[] =>
  checks.filter((check) => !check.muted && pointing(check, failing));
