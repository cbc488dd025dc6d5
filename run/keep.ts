import process from 'node:process';
import type { RunRecord } from '#record/run-record.ts';
import { isSecondLook } from '#record/second-look.ts';
import { undecidedChecks } from '#record/verdict.ts';
import { withNote } from '#record/with-note.ts';
import { rememberCadence } from '#store/cadence-runs.ts';
import { type History, rememberHistory, withRun } from '#store/history.ts';
import { openStore } from '#store/open-store.ts';
import { pastRunOf, rememberRun } from '#store/past-runs.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { keepSession } from './keep-session.ts';
import { attempt } from './our-fault.ts';
import type { FinishedRun } from './run-checks.ts';
import { saveRecord } from './save-record.ts';

/**
 * Keeps what a run leaves: its history and its session for the next one, and its record, which is saved here and nowhere
 * else. What cannot be kept is said in a line: what the checks found stays what it is.
 */
export async function keep(
  record: RunRecord,
  history: History,
  { settings, folder }: FinishedRun,
  environment: Environment,
): Promise<RunRecord> {
  const lines: string[] = [];
  const remember = async () => {
    const store = openStore(settings.target, environment);
    // Locking it takes long, and not of this thread.
    const locking = keepSession(record, settings, environment, store);
    locking.catch(() => undefined);
    await rememberHistory(store, withRun(history, record));
    if (record.trigger === 'schedule' && !isSecondLook(record)) {
      // A run beside a deploy may have looked at either release, and one in maintenance at what is as at no other time.
      if (!record.maintenance) await rememberRun(store, pastRunOf(record));
      if (record.cadence && isCompleted(record)) await rememberCadence(store, record.cadence, record.endedAt);
    }
    await locking;
  };
  await attempt(lines, 'what the next run needs could not be kept', remember, undefined);
  const remembered = lines.reduce(withNote, record);
  await attempt(lines, 'run-record.json could not be saved', () => saveRecord(folder, remembered), undefined);
  for (const line of lines) process.stderr.write(`watchpost: ${line}\n`);
  return lines.reduce(withNote, record);
}

/** One that was cut short has to be made up for. */
const isCompleted = (record: RunRecord) => record.expected.length > 0 && undecidedChecks(record).length === 0;
