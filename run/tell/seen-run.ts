import type { RunRecord } from '#record/run-record.ts';
import type { CauseAnswer } from '#reporters/model/cause-answer.ts';
import type { Answer } from '#reporters/model.ts';

/** A run that people may have to be told of. */
export interface SeenRun {
  record: RunRecord;
  answer: Answer;
  /** What it found needs no second run to be told: it is the end of several looks, or no memory of the run before can be kept. */
  isSure: boolean;
}

/** How a run bears on what people are told: it says how the target is, or could not tell, or was stopped. */
export function saying({ verdict }: RunRecord): 'red' | 'green' | 'blind' | 'nothing' {
  if (verdict.name === 'failed') return 'red';
  if (verdict.name === 'ok' || verdict.name === 'degraded') return 'green';
  return verdict.name === 'interrupted' || verdict.name === 'terminated' ? 'nothing' : 'blind';
}

/** What fails and is the target's own: what a third party answers for, or only degrades a run, nobody is called for. */
export const ownFailures = ({ record, answer }: SeenRun): CauseAnswer[] =>
  saying(record) === 'red'
    ? answer.causes.filter(
        ({ cause: { outcome, owner } }) => outcome === 'fail' && (owner.party === 'app' || owner.party === 'edge'),
      )
    : [];

/** Whether it was looked whether a claim holds. */
export const isLookedAt = ({ checks }: RunRecord, id: string): boolean =>
  checks.some((check) => check.id === id && check.outcome !== 'not-run');

/** Whether a claim was seen to hold, if less well than promised; or nobody promises it any more. */
export const isHeld = ({ checks, notWatched }: RunRecord, id: string): boolean =>
  checks.some((check) => check.id === id && (check.outcome === 'pass' || check.outcome === 'degraded')) ||
  notWatched.some((claim) => claim.id === id && claim.why === undefined);
