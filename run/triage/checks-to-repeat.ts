import type { CheckRecord } from '#record/run-record.ts';
import { restingOn } from '../resting-on.ts';

/**
 * What a further look need not leave out: everything that takes no sign-in, and what did not hold, with what it rests on.
 * Signing in every few seconds would trip the limits of the very login that is looked at. Undefined where all may be asked.
 */
export function checksToRepeat(checks: readonly CheckRecord[]): string[] | undefined {
  const layerOf = new Map(checks.map(({ id, layer }) => [id, layer]));
  const signsIn = ({ id }: CheckRecord) => [...restingOn([id], checks)].some((one) => layerOf.get(one) === 'auth');
  const wanted = checks.filter((check) => !signsIn(check) || check.outcome === 'fail');
  const kept = restingOn(
    wanted.map(({ id }) => id),
    checks,
  );
  return kept.size === checks.length ? undefined : [...kept];
}
