import { z } from 'zod';
import { type RunRecord, recordVersion, runRecordSchema } from './run-record.ts';
import type { DegradedReason } from './vocabulary.ts';

/** What version 1 of a check said, as far as version 2 says it otherwise. */
interface CheckOfVersion1 {
  outcome: string;
  attempts: number;
  failure?: { class: string };
}

const anyRecordSchema: z.ZodType<RunRecord> = z.preprocess(upToDate, runRecordSchema);

/**
 * A run record of any version, as it came out of a file; one of an older version is brought up to date.
 *
 * @throws {z.ZodError} when it is none.
 */
export const readRecord = (value: unknown): RunRecord => anyRecordSchema.parse(value);

/** Version 1 knew neither codes nor facts, and why a check was degraded stood in its words only. */
function upToDate(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Reflect.get(value, 'schema') !== 1) return value;
  const checks: unknown = Reflect.get(value, 'checks');
  return { ...value, schema: recordVersion, checks: Array.isArray(checks) ? checks.map(checkUpToDate) : checks };
}

function checkUpToDate(check: CheckOfVersion1 | null): unknown {
  // What is no check is for the schema to refuse.
  if (typeof check !== 'object' || check === null) return check;
  const { failure, outcome } = check;
  return {
    rulesOut: [],
    ...check,
    ...(failure && { failure: { code: 'not-recorded', facts: {}, ...failure } }),
    ...(outcome === 'degraded' && { degraded: reasonOf(check) }),
  };
}

function reasonOf({ attempts, failure }: CheckOfVersion1): DegradedReason {
  if (attempts > 1) return 'second-try';
  return failure?.class === 'latency' ? 'slow' : 'advisory';
}
