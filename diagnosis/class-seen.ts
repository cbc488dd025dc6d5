import type { CheckRecord } from '#record/run-record.ts';
import type { FailureClass } from '#record/vocabulary.ts';

/** The class of what a check saw; of one that says none, such as one that did not run, its claim's first. */
export const classSeen = ({ failure, classes }: Pick<CheckRecord, 'failure' | 'classes'>): FailureClass =>
  failure?.class ?? classes[0] ?? 'harness';

/** A repeatable request failed once and worked when it was tried again. */
export const isSecondTry = ({ outcome, degraded }: Pick<CheckRecord, 'outcome' | 'degraded'>): boolean =>
  outcome === 'degraded' && degraded === 'second-try';
