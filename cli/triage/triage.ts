import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { findBrowser } from '#fixtures/browser/browser-path.mjs';
import { appendAtOnce } from '#record/append-at-once.ts';
import { type RunRecord, targetFlagOf } from '#record/run-record.ts';
import { exitCodes } from '#record/vocabulary.ts';
import { renderSummary } from '#reporters/github/summary.ts';
import { withoutCommandsInJson } from '#reporters/github/workflow-commands.ts';
import { answerDocument } from '#reporters/json/answer-document.ts';
import type { Answer } from '#reporters/model.ts';
import { firstScreen } from '#reporters/text/first-screen.ts';
import { count } from '#reporters/text/format.ts';
import { courseAfter, nothingSeen, type Unfolding } from '#reporters/triage/course-after.ts';
import { incidentNote } from '#reporters/triage/incident-note.ts';
import { lookLine } from '#reporters/triage/look-line.ts';
import { noteFacts } from '#reporters/triage/note-facts.ts';
import { statusUpdate } from '#reporters/triage/status-update.ts';
import { answerWith, type Look } from '#run/triage/look.ts';
import { notLookedAt } from '#run/triage/not-looked-at.ts';
import { saidOnly } from '#run/triage/said-only.ts';
import { watch } from '#run/triage/watch.ts';
import { noHistory } from '#store/history.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { ConfigError } from '#targets/definition/problem.ts';
import { newRunId } from '#targets/definition/run-id.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { isPath } from '#targets/definition/target-file.ts';
import { stopOnSignal } from '../stop-on-signal.ts';
import { asked } from './asked.ts';
import { readRun } from './read-run.ts';
import type { TriageOptions } from './triage-options.ts';

/**
 * Watches a target through an incident.
 *
 * @returns the exit code of the last look.
 * @throws {ConfigError} when nothing has run because it could not be understood.
 */
export async function triage(options: TriageOptions, environment: Environment): Promise<number> {
  const { json = false, from } = options;
  const record = from ? await readRun(from) : undefined;
  const named = options.target ?? (record && trustedName(record));
  const told = await asked({ ...options, ...(named && { target: named }) }, environment);
  const signal = stopOnSignal();
  // Nobody looks at it any more.
  process.stdout.once('error', () => process.kill(process.pid, 'SIGINT'));
  const say = (text: string) => void (json ? process.stderr : process.stdout).write(`${text}\n`);
  const color = !json && (process.stdout.hasColors?.() ?? false);
  const folder = join(environment['WATCHPOST_REPORTS'] ?? 'reports', `triage-${newRunId()}`);
  const noBrowser = browserProblem(environment);
  const begun = record && (await beginning(record, told.environment, told, say));
  let shown: Unfolding | undefined;
  const { last, unfolding } = await watch({
    ...told,
    environment: { ...told.environment, WATCHPOST_REPORTS: folder },
    opensPages: noBrowser === undefined,
    begun,
    signal,
    soFar: (answer) => say(soFarText(answer, color)),
    told: async (look, unfolding, isNews) => {
      const isFirst = shown === undefined;
      const before = shown ?? begun ?? nothingSeen(told.goodAskedFor);
      shown = unfolding;
      if (isFirst) for (const line of notLookedAt(look.record, look.leftOut, noBrowser)) say(`Not looked at: ${line}`);
      if (isFirst || bringsCause(before, unfolding)) say(`\n${firstScreen(look.answer, { color })}\n`);
      say(lookLine(look.answer, { course: unfolding.course, before: before.course }));
      if (json && isNews) print(look.answer, unfolding, folder);
      await writeNote(folder, unfolding, look);
    },
  });
  say(ending(unfolding, folder));
  await summarise(environment, unfolding, last);
  if (json) print(last.answer, unfolding, folder);
  if (signal.aborted) return signal.reason === 'SIGTERM' ? exitCodes.terminated : exitCodes.interrupted;
  return last.record.verdict.code;
}

/** What a record calls its target is the name of one of ours, and never a file to be loaded. */
function trustedName(record: RunRecord): string {
  const name = targetFlagOf(record);
  if (/^[a-z][a-z0-9-]*$/.test(name)) return name;
  const expected = 'the name of a target';
  throw new ConfigError([
    { where: '--from', found: `a run of "${name}"`, expected, remedy: 'say which with --target' },
  ]);
}

/** A browser that is named and is not there is a problem of its own, told before anything runs. */
function browserProblem(environment: Environment): string | undefined {
  try {
    return findBrowser(environment) ? undefined : 'none was found';
  } catch {
    return undefined;
  }
}

/** The course as a run of CI began it. */
async function beginning(
  record: RunRecord,
  environment: Environment,
  counting: { goodAskedFor: number; slowCounts: boolean },
  say: (text: string) => void,
): Promise<Unfolding> {
  const flag = environment['WATCHPOST_TARGET'] ?? record.target;
  const target = await loadTarget(flag);
  if (target.name !== record.target) {
    const expected = `a run of "${target.name}"`;
    throw new ConfigError([
      { where: '--from', found: `a run of "${record.target}"`, expected, remedy: 'name the target of that run' },
    ]);
  }
  const known = { ...record, ...(isPath(flag) && { targetFile: flag }) };
  const answer = answerWith(known, target, noHistory);
  say(`Starting from run ${record.id}, which ended ${record.endedAt}:\n\n${firstScreen(answer)}\n`);
  return courseAfter(nothingSeen(counting.goodAskedFor), { answer, releases: {} }, counting);
}

/** What is known while the first look is under way. */
function soFarText(answer: Answer, color: boolean): string {
  const { causes, record } = answer;
  if (causes.length === 0)
    return `So far ${count(record.checks.length, 'check')} came to an end and hold; the first look is under way.`;
  return `\nSo far, while the first look is under way:\n\n${firstScreen(answer, { color })}\n`;
}

/** Whether a cause is there that was not. */
const bringsCause = (before: Unfolding, { causes }: Unfolding): boolean =>
  causes.some(({ id, now }) => now && !before.causes.some((known) => known.now && known.id === id));

async function writeNote(folder: string, unfolding: Unfolding, { target }: Look): Promise<void> {
  const facts = noteFacts(unfolding, target, new Date().toISOString());
  await saidOnly('the incident note could not be written', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'incident.md'), incidentNote(facts));
    await writeFile(join(folder, 'status-update.txt'), statusUpdate(facts));
  });
}

/** What whoever looks at the job on GitHub reads: the last answer, and the note. */
async function summarise(environment: Environment, unfolding: Unfolding, { target, answer }: Look): Promise<void> {
  const { GITHUB_STEP_SUMMARY: file } = environment;
  if (!file) return;
  const note = incidentNote(noteFacts(unfolding, target, new Date().toISOString()));
  await saidOnly('the job summary could not be written', () => appendAtOnce(file, `${renderSummary(answer)}\n${note}`));
}

function print(answer: Answer, { course }: Unfolding, folder: string): void {
  const document = { ...answerDocument(answer), course: { ...course, note: join(folder, 'incident.md') } };
  process.stdout.write(`${withoutCommandsInJson(JSON.stringify(document))}\n`);
}

function ending({ course: { events, rounds } }: Unfolding, folder: string): string {
  const timeline = events.map(({ at, text }) => `  ${at}  ${text}`);
  return [
    '',
    ...(timeline.length > 0 ? ['Timeline', ...timeline, ''] : []),
    `Stopped after look ${rounds}. Incident note: ${join(folder, 'incident.md')}`,
    `Update for the status channel: ${join(folder, 'status-update.txt')}`,
  ].join('\n');
}
