import { glob, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { parsedJson } from '#record/parsed-json.ts';
import type { RunRecord } from '#record/run-record.ts';
import { ConfigError } from '#targets/definition/problem.ts';
import { recordIn } from '../record-in.ts';
import { untrusted } from './untrusted.ts';

/** An artifact, and a record, may be so large, in bytes. */
const mostOfZip = 200 * 1_024 * 1_024;
const mostOfRecord = 32 * 1_024 * 1_024;
/** So many records of one artifact are read, the last written of them. */
const mostRecords = 20;

const recordName = 'run-record.json';
/** How deep the folders of runs lie in what a workflow keeps. */
const places = [recordName, `*/${recordName}`, `*/*/${recordName}`, `*/*/*/${recordName}`];

/**
 * The newest run in a record, a folder of reports or the zip of a workflow's artifact. Nothing of it is trusted: its size is
 * bounded, its shape checked, nothing of it is written to the disk, and no path in it is followed.
 *
 * @throws {ConfigError} when there is none.
 */
export async function readRun(from: string): Promise<RunRecord> {
  const found = await stat(from).catch(() => undefined);
  if (!found) throw new ConfigError([problem(from, 'no such file or folder', 'name what was downloaded')]);
  const texts = found.isDirectory() ? await inFolder(from) : await inFile(from, found.size);
  const faults: unknown[] = [];
  const records = texts.flatMap(({ where, text }) => {
    try {
      return recordOf(where, text);
    } catch (error) {
      // A run that was killed may lie beside those that were not.
      faults.push(error);
      return [];
    }
  });
  const [newest] = records.toSorted((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
  if (newest) return newest;
  if (faults.length > 0) throw faults[0];
  throw new ConfigError([problem(from, `no ${recordName} in it`, 'name the folder or the artifact of a run')]);
}

interface Found {
  where: string;
  text: string;
}

async function inFolder(folder: string): Promise<Found[]> {
  const files: { where: string; writtenMs: number }[] = [];
  for await (const file of glob(places, { cwd: folder })) {
    const where = join(folder, file);
    files.push({ where, writtenMs: (await stat(where)).mtimeMs });
  }
  const last = files.toSorted((a, b) => b.writtenMs - a.writtenMs).slice(0, mostRecords);
  return Promise.all(last.map(async ({ where }) => ({ where, text: await textOf(where) })));
}

async function inFile(file: string, size: number): Promise<Found[]> {
  if (size > mostOfZip) throw tooLarge(file, size, mostOfZip);
  const bytes = await readFile(file);
  const isZip = bytes.subarray(0, 2).toString('latin1') === 'PK';
  return isZip ? inZip(file, bytes) : [{ where: file, text: await textOf(file) }];
}

function inZip(file: string, bytes: Uint8Array): Found[] {
  const names: string[] = [];
  try {
    unzipSync(bytes, {
      filter({ name, originalSize }) {
        const isRecord = name === recordName || name.endsWith(`/${recordName}`);
        if (isRecord && originalSize <= mostOfRecord) names.push(name);
        return false;
      },
    });
    // Folders of runs are named after the time at which they began.
    const last = new Set(names.toSorted().slice(-mostRecords));
    const entries = unzipSync(bytes, { filter: ({ name }) => last.delete(name) });
    return Object.values(entries).map((entry) => ({ where: `${file}: ${recordName}`, text: strFromU8(entry) }));
  } catch (error) {
    throw new ConfigError([problem(file, 'a zip that cannot be read', 'download it again')], { cause: error });
  }
}

async function textOf(file: string): Promise<string> {
  const { size } = await stat(file);
  if (size > mostOfRecord) throw tooLarge(file, size, mostOfRecord);
  return readFile(file, 'utf8');
}

/** Where its files lay and which file its target was is for this machine to say, not for the record. */
function recordOf(where: string, text: string): RunRecord {
  const { folder: _, targetFile: __, ...record } = recordIn(where, untrusted(parsedJson(text)));
  return record;
}

const tooLarge = (where: string, bytes: number, most: number) =>
  new ConfigError([problem(where, `${bytes} bytes`, `name a smaller one: at most ${most} bytes are read`)]);

const problem = (where: string, found: string, remedy: string) => ({
  where: `--from ${where}`,
  found,
  expected: 'a run-record.json, a folder of reports, or the zip of an artifact',
  remedy,
});
