import type { Unfolding } from './course-after.ts';

/** Where an incident stands, in the words that runbooks have for it. */
export type Status = 'Investigating' | 'Identified' | 'Monitoring' | 'Resolved';

/** Identified only where the evidence leaves one meaning that the runbook knows. Undefined where nothing was ever red. Pure. */
export function statusOf({ course: { state, firstBadAt }, causes }: Unfolding): Status | undefined {
  if (firstBadAt === undefined) return undefined;
  if (state === 'over') return 'Resolved';
  if (state === 'recovering') return 'Monitoring';
  const cause = causes.find(({ now }) => now)?.answer.cause;
  const isSure = cause?.known && cause.incidents.length === 1 && cause.confidence.level !== 'low';
  return isSure ? 'Identified' : 'Investigating';
}
