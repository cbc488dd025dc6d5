import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { type CheckRecord, checkRecordSchema, type RunRecord, runRecordSchema } from '../run-record.ts';

/** What the faults of a demo system showed in the runs of `npm run detect --write`, as tests and the tables of the docs read it. */
export const recordedFolder = (system: string): URL => new URL(`recorded/${system}/`, import.meta.url);

/** Whose recordings are read unless it is said. */
const usual = 'loventia';

/** One fault: every check that did not pass in its run. */
const recordedFaultSchema = z.strictObject({
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

/** What a check has of its claim and not of the run: it is written down with the run without any fault, and nowhere else. */
const ofClaim = new Set(['layer', 'tier', 'needs', 'severity', 'owner', 'classes', 'advisory', 'title', 'location']);

const checksSchema = z.object({ checks: z.array(z.looseObject({ id: z.string() })) });
type Written = z.infer<typeof checksSchema>['checks'][number];

const claims = new Map<string, ReadonlyMap<string, Partial<Written>>>();

/** What the claims of a system say of themselves, by their ids. */
function claimsOf(system: string): ReadonlyMap<string, Partial<Written>> {
  const known = claims.get(system);
  if (known) return known;
  const { checks } = checksSchema.parse(read(system, cleanRun));
  const own = new Map(checks.map(({ id, ...rest }) => [id, pick(rest, (field) => ofClaim.has(field))]));
  claims.set(system, own);
  return own;
}

const pick = (fields: object, keep: (field: string, value: unknown) => boolean) =>
  Object.fromEntries(Object.entries(fields).filter(([field, value]) => keep(field, value)));

/** A check of a fault as it is written down: without what its claim says of itself. */
export function withoutClaim(check: CheckRecord, system: string): object {
  const own: Readonly<Record<string, unknown>> = claimsOf(system).get(check.id) ?? {};
  return pick(check, (field, value) => JSON.stringify(own[field]) !== JSON.stringify(value));
}

/** What one fault of the demo showed. */
export function recordedFault(fault: string, system = usual): RecordedFault {
  const written = read(system, fault);
  const checks = checksSchema.parse(written).checks.map((check) => ({ ...claimsOf(system).get(check.id), ...check }));
  return recordedFaultSchema.parse({ ...Object(written), checks });
}

/** The faults there is a recording of, by name. */
export const recordedFaults = (system = usual): string[] =>
  readdirSync(recordedFolder(system))
    .map((file) => file.replace(/\.json$/, ''))
    .filter((name) => name !== cleanRun)
    .toSorted();
