import type { GateAnswer } from '#run/gate/gate-answer.ts';
import { expectedGate } from './expected-gate.ts';
import type { GateCase, Situation } from './gate-case.ts';

/** How one gate of a release of the demo ended. */
export interface GateDetection {
  situation: Situation;
  /** The fault that is in it, or was before. */
  fault?: string;
  /** The exit code; null when it was killed. */
  code: number | null;
  rollback?: GateAnswer['rollback'];
  scope?: GateAnswer['scope'];
  /** The check that leads the worst cause. */
  cause?: string;
  /** How often it looked. */
  looks: number;
  /** From the start of the gate to its answer. */
  seconds: number;
  /** What is not as it is to be. */
  wrong: string[];
  /** Where the reports of one are that did not end as it should. */
  kept?: string;
}

/** What a gate came to. */
export interface EndedGate {
  code: number | null;
  answer: GateAnswer | undefined;
  seconds: number;
}

/** Holds a gate against what is expected of it. Pure. */
export function judgeGate(one: GateCase, { code, answer, seconds }: EndedGate): GateDetection {
  const known = { situation: one.situation, ...(one.row && { fault: one.row.fault }), code, seconds };
  if (!answer) return { ...known, looks: 0, wrong: [`ended with ${code} and no answer`] };
  const { rollback, scope, causes, rounds } = answer;
  const expected = expectedGate(one);
  const wrong = [
    ...(code === expected.code ? [] : [`${expected.code} expected`]),
    ...(expected.rollback.includes(rollback) ? [] : [`rollback ${expected.rollback.join(' or ')} expected`]),
    ...(expected.scope === undefined || scope === expected.scope ? [] : [`scope ${expected.scope} expected`]),
  ];
  const [lead] = causes;
  return { ...known, rollback, scope, ...(lead && { cause: lead.check }), looks: rounds.length, wrong };
}
