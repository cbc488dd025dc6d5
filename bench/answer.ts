import process from 'node:process';
import { diagnoseRun } from '#checks/catalogue.ts';
import { finalizeRecord } from '#record/finalize-record.ts';
import { renderSummary } from '#reporters/github/summary.ts';
import { renderHtml } from '#reporters/html/render-html.ts';
import { answerOf } from '#reporters/model.ts';
import { renderAnswer } from '#reporters/terminal/render-terminal.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { failedRun } from './failed-run.ts';

// All that is made of a failed run of 500 checks once they ended: the record with its causes and symptoms, what the
// terminal and the job's summary say, and report.html. Prints how long it took after the imports, in ms, and by how much
// the process grew at its peak, in MiB.

const target = await loadTarget('loventia');
const draft = failedRun(500);
const heldMiB = process.memoryUsage.rss() / 2 ** 20;
const started = performance.now();
const record = finalizeRecord(draft);
const diagnosis = diagnoseRun(record, target);
const answer = answerOf({ record, diagnosis, target, before: {} });
const said = [renderAnswer(answer), renderSummary(answer), renderHtml(answer)];
const ms = performance.now() - started;
const mib = process.resourceUsage().maxRSS / 2 ** 10 - heldMiB;
const symptoms = record.checks.filter(({ causedBy }) => causedBy.length > 0).length;
if (record.checks.length !== 500 || symptoms < 100)
  throw new Error(`${symptoms} symptoms, ${record.checks.length} checks`);
if (!said.every((text) => text.includes('state:0'))) throw new Error('the cause is not named');
console.log(JSON.stringify({ ms, mib }));
