import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { runHeaderSchema } from '#record/run-record.ts';
import { ConfigError, nearest, unknownWord } from '#targets/definition/problem.ts';

/** A run that a report can be made of. */
export interface ReportedRun {
  id: string;
  /** Target and environment: runs of one system are compared with each other, and with no others. */
  system: string;
  /** Start of the run, in ms since 1970. */
  startedMs: number;
  /** Folder of the run. */
  folder: string;
  /** Folder of what Allure reads. */
  results: string;
}

/** A run that ended before its first check has a record, and nothing that Allure reads. */
export type Needed = 'results' | 'a record';

const header = z.object(runHeaderSchema.pick({ target: true, environment: true, startedAt: true }).shape);

/** How many runs a problem names. */
const mostNamed = 10;

/**
 * Finds the run by its id, or the newest one.
 *
 * @param having what it must have left.
 * @throws {ConfigError} when there is none, or none of that id.
 */
export async function chooseRun(reports: string, id?: string, having: Needed = 'results'): Promise<ReportedRun> {
  const runs = (await runsIn(reports, having)).toSorted((a, b) => b.startedMs - a.startedMs);
  const ids = runs.map((run) => run.id);
  const chosen = id === undefined ? runs[0] : runs.find((run) => run.id === id);
  if (chosen) return chosen;
  if (id === undefined || ids.length === 0) throw new ConfigError([nothingIn(reports)]);
  const meant = nearest(id, ids);
  const named = new Set([...(meant ? [meant] : []), ...ids.slice(0, mostNamed)]);
  throw new ConfigError([unknownWord('--run', id, [...named], 'the id of a run, newest first')]);
}

async function runsIn(reports: string, having: Needed): Promise<ReportedRun[]> {
  const entries = await readdir(reports, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory());
  const runs = await Promise.all(folders.map(({ name }) => readRun(name, join(reports, name), having)));
  return runs.filter((run) => run !== undefined);
}

/** Undefined for a folder that is no run, or has not what is needed. */
async function readRun(id: string, folder: string, having: Needed): Promise<ReportedRun | undefined> {
  const results = join(folder, 'allure-results');
  const text = await readFile(join(folder, 'run-record.json'), 'utf8').catch(() => undefined);
  const files = await readdir(results).catch(() => []);
  if (!text || (having === 'results' && files.length === 0)) return undefined;
  const { target, environment, startedAt } = header.parse(JSON.parse(text));
  return { id, system: `${target} (${environment})`, startedMs: Date.parse(startedAt), folder, results };
}

const nothingIn = (reports: string) => ({
  where: '--reports',
  found: `no run with results in "${reports}"`,
  expected: 'the folder that runs write to',
  remedy: 'run npm start or npm run check first, or name the folder of an earlier run',
});
