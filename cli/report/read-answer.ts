import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diagnoseRun } from '#checks/catalogue.ts';
import { targetFlagOf } from '#record/run-record.ts';
import { type Answer, answerOf } from '#reporters/model.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { recordIn } from '../record-in.ts';

/**
 * What a run that is over says, by what the runbook knows today; without what came before it, which its record does not keep.
 *
 * @throws {ConfigError} when its record is none, or its target is not there any more.
 */
export async function readAnswer(run: { folder: string }): Promise<Answer> {
  const file = join(run.folder, 'run-record.json');
  const record = recordIn(file, JSON.parse(await readFile(file, 'utf8')));
  const target = await loadTarget(targetFlagOf(record));
  return answerOf({ record, diagnosis: diagnoseRun(record, target), target, before: {} });
}
