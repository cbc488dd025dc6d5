import type { CheckRecord } from '#record/run-record.ts';

/**
 * What a further look need not leave out: everything that takes no sign-in, and what did not hold, with what it rests on.
 * Signing in every few seconds would trip the limits of the very login that is looked at. Undefined where all may be asked.
 */
export function checksToRepeat(checks: readonly CheckRecord[]): string[] | undefined {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const needsOf = (id: string): string[] => byId.get(id)?.needs.filter((need) => byId.has(need)) ?? [];
  const resting = (id: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(id)) return seen;
    seen.add(id);
    for (const need of needsOf(id)) resting(need, seen);
    return seen;
  };
  const signsIn = ({ id }: CheckRecord) => [...resting(id)].some((one) => byId.get(one)?.layer === 'auth');
  const wanted = checks.filter((check) => !signsIn(check) || check.outcome === 'fail');
  const kept = new Set(wanted.flatMap(({ id }) => [...resting(id)]));
  return kept.size === checks.length ? undefined : [...kept];
}
