import type { CheckRecord } from '#record/run-record.ts';
import type { Mutation } from './answer.ts';

/** What one check made of one mutant. `unclear`: it could not be seen whether the check looked at the changed answer. */
export type Judgement = { kind: 'noticed'; class: string } | { kind: 'passed' } | { kind: 'unclear'; why: string };

/** Judges a check that was shown a mutant. Whatever else went wrong in that run is no notice of the mutant. Pure. */
export function judge(mutation: Mutation, check: CheckRecord | undefined, served: boolean): Judgement {
  if (!check) return { kind: 'unclear', why: 'the check did not run' };
  const seen = check.failure?.class ?? check.notRun ?? 'none';
  if (!served) return { kind: 'unclear', why: `the answer was not asked for (${check.outcome} ${seen})` };
  if (check.outcome === 'pass') return { kind: 'passed' };
  if (seen === 'cut-off') return { kind: 'unclear', why: 'the run was cut off' };
  if (seen === 'rate-limited') return { kind: 'unclear', why: 'the system limits our rate' };
  if (seen === 'latency' && !/ late$/.test(mutation.name)) return { kind: 'unclear', why: 'slow by itself' };
  return { kind: 'noticed', class: seen };
}
