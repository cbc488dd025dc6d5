import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { undecidedChecks } from '#record/verdict.ts';
import type { Target } from '#targets/target.ts';
import { changeFreezeUntil } from './change-freeze.ts';
import { healthyLayersOf } from './healthy-layers.ts';
import type { Diagnosis } from './model.ts';
import { ruledOut } from './ruled-out.ts';

/** Whether a check says that something is wrong. What merely never ran says nothing of the target. */
export const mayBeCause = ({ outcome, notRun }: CheckRecord): boolean =>
  outcome === 'fail' || outcome === 'degraded' || notRun === 'misconfigured';

/** Whether anything of a run may have a cause. Where nothing has, nobody needs to read what is known of incidents. */
export const mayHaveCauses = ({ checks, harness }: RunRecord): boolean => harness.length > 0 || checks.some(mayBeCause);

/** What a run means but for what is wrong. Pure. */
export function withoutCauses(record: RunRecord, target: Target): Diagnosis {
  const { maintenance } = record;
  const frozen = changeFreezeUntil(record.endedAt, target);
  return {
    verdict: record.verdict.name,
    causes: [],
    ruledOut: ruledOut(record),
    healthy: healthyLayersOf(record),
    undecided: undecidedChecks(record),
    ...(maintenance && { maintenance }),
    ...(frozen && { changeFreezeUntil: frozen }),
  };
}
