import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import type { RunRecord } from '#record/run-record.ts';
import { type History, rememberHistory, withRun } from '#store/history.ts';
import { openStore } from '#store/open-store.ts';
import { pastRunOf, rememberRun } from '#store/past-runs.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { keepSession } from './keep-session.ts';
import { attempt, withFault } from './our-fault.ts';
import type { FinishedRun } from './run-checks.ts';

/**
 * Keeps what a run leaves: its history and its session for the next one, and its record, which is saved here and nowhere
 * else. What cannot be kept is said in a line, and a run that was well so far is inconclusive: nobody can read it.
 */
export async function keep(
  record: RunRecord,
  history: History,
  { settings, folder }: FinishedRun,
  environment: Environment,
): Promise<RunRecord> {
  const faults: string[] = [];
  const remember = async () => {
    const store = openStore(settings.target, environment);
    await rememberHistory(store, withRun(history, record));
    // A run beside a deploy may have looked at either release.
    if (record.trigger === 'schedule') await rememberRun(store, pastRunOf(record));
    await keepSession(record, settings, environment, store);
  };
  await attempt(faults, 'what the next run needs could not be kept', remember, undefined);
  const remembered = faults.reduce(withFault, record);
  await attempt(faults, 'run-record.json could not be saved', () => save(folder, remembered), undefined);
  const kept = faults.reduce(withFault, record);
  for (const fault of faults)
    process.stderr.write(`watchpost: ${fault}: the run is ${kept.verdict.name} (${kept.verdict.code})\n`);
  return kept;
}

async function save(folder: string, record: RunRecord): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'run-record.json'), `${JSON.stringify(record, null, 2)}\n`);
}
