import type { CheckRecord } from '#record/run-record.ts';
import type { Incident, Sign } from './incident.ts';
import { isAbout } from './match-incidents.ts';

/**
 * Broken checks that tell why this one fails, which rests on them: signs of theirs say that they explain its way of
 * failing. They belong to its cause, and are none beside it; by themselves they may be no more than advice.
 */
export function pointersTo(
  failing: CheckRecord,
  checks: readonly CheckRecord[],
  known: readonly Incident[],
): CheckRecord[] {
  const { failure, needs, outcome } = failing;
  if (outcome !== 'fail' || !failure) return [];
  const explaining = known.flatMap(({ signs }) => signs.filter(({ explains }) => explains?.includes(failure.code)));
  const points = (sign: Sign, check: CheckRecord) => isAbout(sign, check) && needs.includes(check.id);
  return checks.filter((check) => !check.muted && explaining.some((sign) => points(sign, check)));
}
