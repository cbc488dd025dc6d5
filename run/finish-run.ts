import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { publishRun } from '#cloudwatch/publish.ts';
import type { HistoryContext } from '#diagnosis/model.ts';
import { runTempDir } from '#fixtures/runtime/run-temp-dir.ts';
import { createRedactor } from '#record/redactor.ts';
import type { RunRecord } from '#record/run-record.ts';
import { judge } from '#record/verdict.ts';
import { annotationsOf } from '#reporters/github/annotations.ts';
import { renderSummary } from '#reporters/github/summary.ts';
import { renderDebug } from '#reporters/terminal/debug.ts';
import { renderAnswer } from '#reporters/terminal/render-terminal.ts';
import { recallHistory, rememberHistory, withRun } from '#store/history.ts';
import { openStore } from '#store/open-store.ts';
import { type Environment, knownSecrets } from '#targets/definition/secrets.ts';
import { historyContextOf } from './history-context.ts';
import { cleanUp, type FinishedRun, saveRecord } from './run-checks.ts';
import { searchAppLog } from './search-app-log.ts';
import { quarantine, scanForSecrets } from './secret-scan.ts';
import { writeReport } from './write-report.ts';

/**
 * What follows a run, each step a function of the record: look for leaked secrets, publish, tell. A step that fails is
 * said aloud and never changes what the checks found.
 *
 * @returns the exit code.
 */
export async function finishRun(
  run: FinishedRun,
  environment: Environment,
  { json = false }: { json?: boolean } = {},
): Promise<number> {
  const { settings, folder } = run;
  const { target } = settings;
  const checked = await withoutLeaks(await withLogLines(run, environment), environment);
  cleanUp(run);
  const store = openStore(target, environment);
  const record: RunRecord = { ...checked, publish: await publishRun(checked, target, { store, environment }) };
  await saveRecord(folder, record);
  const history = await recallHistory(store);
  const before = historyContextOf(history, record);
  await rememberHistory(store, withRun(history, record));
  await tellFolder(run, record, before);
  if (json) process.stdout.write(`${JSON.stringify(record)}\n`);
  else if (settings.debug) process.stdout.write(`\n${renderDebug(record)}`);
  else
    process.stdout.write(
      `\n${renderAnswer(record, target, { ...before, color: process.stdout.hasColors?.() ?? false })}\n`,
    );
  await tellGitHub(record, run, environment, before);
  return record.verdict.code;
}

/** Judges the run again when a secret got into what it wrote, and takes those files away. */
async function withoutLeaks({ record, settings, folder }: FinishedRun, environment: Environment): Promise<RunRecord> {
  const secrets = { ...(await secretsOf(settings, environment)), ...(await plantedIn(settings.planted)) };
  const leaks = await scanForSecrets(folder, secrets);
  if (leaks.length === 0) return record;
  await quarantine(folder, leaks);
  const clean: RunRecord = JSON.parse(createRedactor(secrets)(JSON.stringify(record)));
  const interrupted = record.verdict.reasons.find(
    ({ verdict }) => verdict === 'interrupted' || verdict === 'terminated',
  );
  const said = leaks.map(({ file, secret }) => `${file} held the secret ${secret}`);
  const ending = {
    leaks: said,
    ...(interrupted && ({ signal: interrupted.verdict === 'interrupted' ? 'SIGINT' : 'SIGTERM' } as const)),
  };
  return { ...clean, verdict: judge(clean, ending) };
}

/** What the app's own log says of a failure that the checks could not decide. */
async function withLogLines(run: FinishedRun, environment: Environment): Promise<FinishedRun> {
  const redact = createRedactor(await secretsOf(run.settings, environment));
  const record = await searchAppLog(run.record, run.settings.target, { environment, redact });
  if (record !== run.record) await saveRecord(run.folder, record);
  return { ...run, record };
}

async function secretsOf({ target, runId }: FinishedRun['settings'], environment: Environment) {
  return { ...knownSecrets(target, environment), ...(await sharedSecrets(runId)) };
}

/** The tokens that the workers shared, which no variable names. */
async function sharedSecrets(runId: string): Promise<Record<string, string>> {
  const text = await readFile(join(runTempDir(runId), 'login.json'), 'utf8').catch(() => '{}');
  const session = JSON.parse(text).result?.session;
  const cookies: string[] = session?.cookies ?? [];
  const values = cookies.map((line, at) => [`session cookie ${at + 1}`, /=([^;]*)/.exec(line)?.[1] ?? '']);
  return { ...Object.fromEntries(values), ...(session && { 'access token': session.accessToken }) };
}

/** Markers that a person, or the demo, planted in the system; the redactor knows nothing of them before they are found. */
async function plantedIn(file: string | undefined): Promise<Record<string, string>> {
  return file ? z.record(z.string(), z.string()).parse(JSON.parse(await readFile(file, 'utf8'))) : {};
}

async function tellFolder({ folder, settings }: FinishedRun, record: RunRecord, before: HistoryContext): Promise<void> {
  await writeReport(folder, record, settings.target, before).catch((error: Error) => {
    process.stderr.write(`watchpost: report.html could not be written: ${error.message}\n`);
  });
}

async function tellGitHub(
  record: RunRecord,
  { settings }: FinishedRun,
  environment: Environment,
  before: HistoryContext,
): Promise<void> {
  const { GITHUB_STEP_SUMMARY: summary, GITHUB_ACTIONS: actions } = environment;
  if (actions) for (const line of annotationsOf(record)) process.stdout.write(`${line}\n`);
  if (!summary) return;
  await appendFile(summary, renderSummary(record, settings.target, before)).catch((error: Error) => {
    process.stderr.write(`watchpost: the job summary could not be written: ${error.message}\n`);
  });
}
