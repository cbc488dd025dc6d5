import { z } from 'zod';
import { readRecord } from '#record/read-record.ts';
import type { RunRecord } from '#record/run-record.ts';
import { ConfigError } from '#targets/definition/problem.ts';

/**
 * The record of a run, as it came out of a file.
 *
 * @param where the file, as it is told.
 * @throws {ConfigError} when it is none.
 */
export function recordIn(where: string, value: unknown): RunRecord {
  try {
    return readRecord(value);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const [issue] = error.issues;
    const found = `${issue?.path.join('.') || 'the record'}: ${issue?.message}`;
    const remedy = 'read it with the version of Watchpost that wrote it: versions.suite says which';
    throw new ConfigError([{ where, found, expected: 'the record of a run', remedy }], { cause: error });
  }
}
