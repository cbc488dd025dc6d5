import { relative } from 'node:path';
import process from 'node:process';
import { exitCodes } from '#record/vocabulary.ts';
import { folderStore } from '#store/kinds/folder.ts';
import { createCommand, runCommand } from './command.ts';
import { AllureFailed, findAllure } from './report/allure.ts';
import { chooseRun } from './report/choose-run.ts';
import { writeReport } from './report/write-report.ts';

/** Beside the store of the runs, or in it where one is named. */
const historyFolder = process.env['WATCHPOST_STORE'] ?? '.watchpost';

const command = createCommand(
  'report',
  'Builds the Allure report of a run: one file that opens offline and calls nobody.',
)
  .option('--run <id>', 'which run (default: the newest one)')
  .option('--reports <folder>', 'where the runs are', process.env['WATCHPOST_REPORTS'] ?? 'reports')
  .addHelpText('after', '\nExit codes: 0 the report is written, 3 Allure failed, 4 misconfigured.');

await runCommand<{ run?: string; reports: string }>(command, async ({ run: id, reports }) => {
  const allure = findAllure();
  const run = await chooseRun(reports, id);
  try {
    const { file, points } = await writeReport(run, { allure, store: folderStore(historyFolder) });
    console.log(`${relative('', file)}: run ${run.id} of ${run.system}, earlier runs in its charts: ${points - 1}`);
    return exitCodes.ok;
  } catch (error) {
    if (!(error instanceof AllureFailed)) throw error;
    process.stderr.write(`${error.message}\n`);
    return exitCodes.inconclusive;
  }
});
