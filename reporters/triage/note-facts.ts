import type { Target } from '#targets/target.ts';
import type { CauseAnswer } from '../model/cause-answer.ts';
import type { Unfolding } from './course-after.ts';
import type { SeenCause } from './seen-causes.ts';
import { type Status, statusOf } from './status-of.ts';

/** What note and update are written from. What is not known is not there. */
export interface NoteFacts {
  target: Target;
  unfolding: Unfolding;
  status?: Status;
  /** The worst first; those that the last look still saw before the others. */
  causes: readonly SeenCause[];
  worst?: CauseAnswer;
  /** Where it is told. */
  channel?: string;
  /** ISO instant at which it is written. */
  at: string;
}

/** Puts them together. Pure. */
export function noteFacts(unfolding: Unfolding, target: Target, at: string): NoteFacts {
  const causes = unfolding.causes.toSorted((a, b) => rank(a) - rank(b));
  const worst = causes[0]?.answer;
  const status = statusOf(unfolding);
  const { severity } = unfolding.course;
  const channel = severity && target.response[severity]?.channel;
  return {
    ...{ target, unfolding, causes, at },
    ...(status && { status }),
    ...(worst && { worst }),
    ...(channel && { channel }),
  };
}

const rank = ({ now, answer }: SeenCause) => (now ? 0 : 10) + Number(answer.cause.severity.slice(1));
