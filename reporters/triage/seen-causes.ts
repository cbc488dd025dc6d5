import type { RunRecord } from '#record/run-record.ts';
import type { CauseAnswer } from '../model/cause-answer.ts';

/** A cause over several looks. */
export interface SeenCause {
  /** Of its likeliest incident. */
  id: string;
  /** As it was seen last. */
  answer: CauseAnswer;
  /** Ends of the looks that saw it first and last. */
  firstAt: string;
  lastAt: string;
  /** How many looks saw it. */
  looks: number;
  /** The last look saw it. */
  now: boolean;
}

/** The causes with those of one more look. Pure. */
export function withCauses(
  before: readonly SeenCause[],
  red: readonly CauseAnswer[],
  { endedAt }: RunRecord,
): SeenCause[] {
  const idOf = ({ cause }: CauseAnswer) => cause.incidents[0].id;
  const again = before.map((known) => {
    const answer = red.find((one) => idOf(one) === known.id);
    return answer ? { ...known, answer, lastAt: endedAt, looks: known.looks + 1, now: true } : { ...known, now: false };
  });
  const found = red.filter((one) => !before.some(({ id }) => id === idOf(one)));
  const fresh = [...new Map(found.map((answer) => [idOf(answer), answer]))];
  return [
    ...again,
    ...fresh.map(([id, answer]) => ({ id, answer, firstAt: endedAt, lastAt: endedAt, looks: 1, now: true })),
  ];
}
