import type { RunRecord } from '#record/run-record.ts';
import type { Answer } from '#reporters/model.ts';
import type { Environment } from '#targets/definition/secrets.ts';

/** What is told of a run. */
export interface Told {
  record: RunRecord;
  answer: Answer;
  /** The run's folder. */
  folder: string;
  environment: Environment;
  /** The record as JSON, in place of everything that is meant for people on standard output. */
  json: boolean;
  /** Everything about each check, in place of the answer. */
  debug: boolean;
}

/** Somebody or something that is told how a run ended. */
export interface Sink {
  name: string;
  /** Told before anything is published or saved, so that nothing can silence it, or when all of that is done. */
  when: 'at once' | 'at the end';
  /**
   * Tells it, or does nothing where it is not asked for. Awaited and bounded: whoever throws is reported, and never
   * changes how the run ended.
   *
   * @param signal aborted when it takes too long.
   */
  tell(told: Told, signal: AbortSignal): Promise<void>;
}
