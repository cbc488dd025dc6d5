import { diagnoseRun } from '#checks/catalogue.ts';
import type { Rollback } from '#diagnosis/model.ts';
import { rollbackSteps } from '#diagnosis/steps.ts';
import { type Answer, answerOf } from '#reporters/model.ts';
import type { Target } from '#targets/target.ts';
import { historyContextOf } from '../history-context.ts';
import { type Deployed, type GateCause, gateCause } from './gate-cause.ts';
import type { Look } from './look.ts';

/**
 * What a look has to say, with what the gate knows of going back: what to do first follows from that too. Pure.
 */
export function answerOfLook(
  { record, understood: { history } }: { record: Look['record']; understood: Pick<Look['understood'], 'history'> },
  target: Target,
  deployed: Deployed,
): Answer {
  const before = historyContextOf(history, record);
  const goesBack = (cause: GateCause['cause']) => rollbackOf(gateCause(cause, deployed));
  const diagnosis = diagnoseRun(record, target, { ...before, goesBack });
  return answerOf({ record, diagnosis, target, before });
}

function rollbackOf({ cause, advice, why, scope }: GateCause): Rollback {
  const how = cause.rollback.how ?? (scope && rollbackSteps[scope === 'backend' ? 'api' : 'frontend']);
  const place = scope && { scope: scope === 'backend' ? ('api' as const) : ('frontend' as const) };
  if (advice === 'no') return { advice, ...place, why };
  if (advice === 'yes') return { advice, ...place, why, ...(how && { how }) };
  const own =
    cause.rollback.advice === 'decide'
      ? cause.rollback.why
      : 'the deploy brought it, and the release before fits its data';
  return { advice: 'decide', ...place, why: own, ...(how && { how }) };
}
