import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { checkRecordSchema, type RunRecord, runRecordSchema } from '../run-record.ts';

/** What the faults of a demo system showed in the runs of `npm run detect --write`, as tests and the tables of the docs read it. */
export const recordedFolder = (system: string): URL => new URL(`recorded/${system}/`, import.meta.url);

/** Whose recordings are read unless it is said. */
const usual = 'loventia';

/** One fault: every check that did not pass in its run. */
export const recordedFaultSchema = z.strictObject({
  fault: z.string(),
  checks: z.array(checkRecordSchema),
});
export type RecordedFault = z.infer<typeof recordedFaultSchema>;

/** The run without any fault. It is no fault of the demo, so that none can have its name. */
export const cleanRun = 'clean-run';

/** @throws {Error} when there is no such recording, or one of another version of the record. */
const read = (system: string, name: string): unknown =>
  JSON.parse(readFileSync(new URL(`${name}.json`, recordedFolder(system)), 'utf8'));

/** The run without any fault, whole. */
export const recordedClean = (system = usual): RunRecord => runRecordSchema.parse(read(system, cleanRun));

/** What one fault of the demo showed. */
export const recordedFault = (fault: string, system = usual): RecordedFault =>
  recordedFaultSchema.parse(read(system, fault));

/** The faults there is a recording of, by name. */
export const recordedFaults = (system = usual): string[] =>
  readdirSync(recordedFolder(system))
    .map((file) => file.replace(/\.json$/, ''))
    .filter((name) => name !== cleanRun)
    .toSorted();
