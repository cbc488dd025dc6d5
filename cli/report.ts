import { relative } from 'node:path';
import process from 'node:process';
import { exitCodes } from '#record/vocabulary.ts';
import { withoutCommandsInJson } from '#reporters/github/workflow-commands.ts';
import { answerDocument } from '#reporters/json/answer-document.ts';
import { renderAnswer } from '#reporters/terminal/render-terminal.ts';
import { folderStore } from '#store/kinds/folder.ts';
import { createCommand, runCommand } from './command.ts';
import { AllureFailed, findAllure } from './report/allure.ts';
import { chooseRun } from './report/choose-run.ts';
import { readAnswer } from './report/read-answer.ts';
import { writeReport } from './report/write-report.ts';

/** Beside the store of the runs, or in it where a folder is named. */
const named = process.env['WATCHPOST_STORE'];
const historyFolder = named && !named.includes('://') ? named : '.watchpost';

const command = createCommand(
  'report',
  'Builds the Allure report of a run: one file that opens offline and calls nobody; or prints its answer again.',
)
  .option('--run <id>', 'which run (default: the newest one)')
  .option('--reports <folder>', 'where the runs are', process.env['WATCHPOST_REPORTS'] ?? 'reports')
  .option('--answer', 'prints what the run says, by what the runbook knows today, and builds nothing')
  .option('--json', 'prints that answer as JSON')
  .addHelpText(
    'after',
    '\nExit codes: 0 the report is written, or the answer printed, 3 Allure failed, 4 misconfigured.',
  );

interface Options {
  run?: string;
  reports: string;
  answer?: true;
  json?: true;
}

await runCommand<Options>(command, async ({ run: id, reports, answer, json }) => {
  const run = await chooseRun(reports, id, answer || json ? 'a record' : 'results');
  if (json) {
    console.log(withoutCommandsInJson(JSON.stringify(answerDocument(await readAnswer(run)))));
    return exitCodes.ok;
  }
  if (answer) {
    console.log(renderAnswer(await readAnswer(run), { color: process.stdout.hasColors?.() ?? false }));
    return exitCodes.ok;
  }
  const allure = findAllure();
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
