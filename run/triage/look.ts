import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { diagnoseRun } from '#checks/catalogue.ts';
import { finalizeRecord } from '#record/finalize-record.ts';
import { draftFromJournal, journalFile } from '#record/journal.ts';
import { claimsAfter, releasesAfter } from '#record/past.ts';
import type { RunRecord } from '#record/run-record.ts';
import { type Answer, answerOf } from '#reporters/model.ts';
import type { History } from '#store/history.ts';
import { newRunId } from '#targets/definition/run-id.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { loadSettings } from '#targets/definition/settings.ts';
import type { Target } from '#targets/target.ts';
import { historyContextOf } from '../history-context.ts';
import { cleanUp, runAsFarAsKnown } from '../run-checks.ts';
import { saveRecord } from '../save-record.ts';
import { answerFile } from '../sinks/answer-file.ts';
import { html } from '../sinks/html.ts';
import { understand } from '../understand.ts';
import { publishedPast } from './published-past.ts';

/** One look at the target. */
export interface Look {
  record: RunRecord;
  answer: Answer;
  target: Target;
  /** What was left out because it may write, with the reason. */
  leftOut: readonly string[];
  /** What is known of the time before the next look. */
  past: History;
  /** The folder of this look. */
  folder: string;
}

export interface Looking {
  environment: Environment;
  /** What the looks before have seen; what the store holds at the first. */
  past?: History | undefined;
  /** Ends it early; its reason is the signal that came. */
  stop?: AbortSignal;
  /** Told what is known so far when it takes long. */
  soFar?: ((answer: Answer) => void) | undefined;
}

/** After so long whoever waits is told what is known so far, in ms. */
const patienceMs = 7_500;
/** How often it is asked again whether something is known. */
const againMs = 1_000;

/**
 * Runs the checks once. It publishes nothing and keeps nothing for runs to come: neither the history nor the alarms know
 * of it.
 *
 * @throws {ConfigError} when nothing has run because it could not be understood.
 */
export async function look({ environment, past, soFar, stop }: Looking): Promise<Look> {
  const told = { ...environment, WATCHPOST_RUN_ID: newRunId(), WATCHPOST_TRIGGER: 'manual' };
  const isOver = new AbortController();
  if (soFar) void tellSoFar(told, soFar, isOver.signal);
  const say = (line: string) => void process.stderr.write(`watchpost: ${line}\n`);
  const published = past ? {} : publishedPast(told, say);
  const run = await runAsFarAsKnown(told, { silent: true, unpublished: true, ...(stop && { stop }) }).finally(() =>
    isOver.abort(),
  );
  try {
    const { target, leftOut = [] } = run.settings;
    const { record, history } = await understand(run, told, stop);
    const isKnown = Object.keys(history.claims).length > 0;
    const before = past ?? (isKnown ? history : { ...history, claims: await published });
    return {
      ...{ record, target, leftOut, folder: run.folder },
      answer: answerWith(record, target, before),
      past: {
        ...before,
        claims: claimsAfter(before.claims, record),
        releases: releasesAfter(before.releases, record),
      },
    };
  } finally {
    cleanUp(run);
  }
}

/** What a run means to whoever knows that past. Pure. */
export function answerWith(record: RunRecord, target: Target, past: History): Answer {
  const before = historyContextOf(past, record);
  return answerOf({ record, target, before, diagnosis: diagnoseRun(record, target, before) });
}

/** Writes what a run would have left in its folder: record, answer and page. */
export async function keepLook({ record, answer, folder }: Look, environment: Environment): Promise<void> {
  const told = { record, answer, folder, environment, json: false, debug: false };
  const { signal } = new AbortController();
  await saveRecord(folder, record);
  await Promise.all([html.tell(told, signal), answerFile.tell(told, signal)]);
}

/** By the journal of the look under way, as soon as it holds something once patience is over. Never rejects. */
async function tellSoFar(
  environment: Environment,
  soFar: (answer: Answer) => void,
  signal: AbortSignal,
): Promise<void> {
  const { WATCHPOST_REPORTS: reports = '', WATCHPOST_RUN_ID: id = '' } = environment;
  try {
    await sleep(patienceMs, undefined, { signal });
    const { target } = await loadSettings(environment);
    while (!signal.aborted) {
      const journal = await readFile(join(reports, id, journalFile), 'utf8').catch(() => '');
      const draft = draftFromJournal(journal, new Date().toISOString());
      if (draft && draft.checks.length > 0) {
        const record = finalizeRecord({ ...draft, expected: draft.checks.map((check) => check.id) });
        return soFar(answerOf({ record, target, before: {}, diagnosis: diagnoseRun(record, target) }));
      }
      await sleep(againMs, undefined, { signal });
    }
  } catch {
    // The look is over, or says itself what is wrong.
  }
}
