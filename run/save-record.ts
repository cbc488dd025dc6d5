import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunRecord } from '#record/run-record.ts';

/** Saves the record of a run in its folder, whole or not at all: whoever is stopped on the way leaves the one before. */
export async function saveRecord(folder: string, record: RunRecord): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'run-record.json');
  await writeFile(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`);
  await rename(`${file}.new`, file);
}
