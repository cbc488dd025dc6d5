import { exitCodes, partyOf } from '#record/vocabulary.ts';
import type { GateAnswer } from '#run/gate/gate-answer.ts';
import type { Row } from '../rows.ts';
import type { GateCase } from './gate-case.ts';

/** How a gate that may block is to end. */
export interface ExpectedGate {
  code: number;
  /** What it may advise. */
  rollback: readonly GateAnswer['rollback'][];
  /** What is to be rolled back, where it says so. */
  scope?: GateAnswer['scope'];
}

/** How the gate is to end, by what a person who knows the fault says of it: never by what the incidents say. Pure. */
export function expectedGate(one: GateCase): ExpectedGate {
  if (!one.row) return { code: one.situation === 'well' ? exitCodes.ok : exitCodes.inconclusive, rollback: ['no'] };
  if (one.situation === 'before') return { code: exitCodes.degraded, rollback: ['no'] };
  return expectedWith(one.row);
}

function expectedWith({ verdict, class: seen, truth }: Row): ExpectedGate {
  const { goingBack, teams, keepsReleaseAway = false } = truth;
  if (keepsReleaseAway) return { code: exitCodes.inconclusive, rollback: ['no'] };
  const isFailure = verdict === 'failed' && partyOf(seen) === 'app';
  const code = isFailure ? exitCodes.failed : exitCodes.degraded;
  if (goingBack === 'never') return { code, rollback: ['no', 'unsure'] };
  if (verdict === 'degraded') return { code, rollback: ['unsure'] };
  return { code, rollback: ['yes'], scope: teams.includes('web') ? 'frontend' : 'backend' };
}
