import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Store } from '#store/store.ts';
import { AllureFailed, generate } from './allure.ts';
import type { ReportedRun } from './choose-run.ts';
import { before, formatHistory, nameOf, parseHistory, withRun } from './history.ts';
import { withoutCalls } from './without-calls.ts';

const historyName = 'allure-history.jsonl';

/**
 * Writes `allure.html` into the folder of a run, with charts over the runs before it, and enters the run in the history.
 *
 * @returns the file, and how many runs its charts show.
 */
export async function writeReport(
  run: ReportedRun,
  { allure, store }: { allure: string; store: Store },
): Promise<{ file: string; points: number }> {
  const history = parseHistory((await store.read(historyName)) ?? '');
  const earlier = before(history, run);
  const made = await generate(allure, { name: nameOf(run), results: run.results, earlier: formatHistory(earlier) });
  const line = parseHistory(made.history)[earlier.length];
  if (!line) throw new AllureFailed('Allure made a report and no line of history');
  const file = join(run.folder, 'allure.html');
  await writeFile(file, withoutCalls(made.html));
  await store.write(historyName, formatHistory(withRun(history, run, line)));
  return { file, points: earlier.length + 1 };
}
