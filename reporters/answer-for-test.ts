import { diagnoseRun } from '#checks/catalogue.ts';
import type { HistoryContext } from '#diagnosis/model.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { Target } from '#targets/target.ts';
import { type Answer, answerOf } from './model.ts';

/** What a run has to say, by everything that the layers know. */
export const anAnswer = (record: RunRecord, target: Target, before: HistoryContext = {}): Answer =>
  answerOf({ record, diagnosis: diagnoseRun(record, target, before), target, before });
