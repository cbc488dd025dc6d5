import { z } from 'zod';
import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { failureClasses, outcomes } from '#record/vocabulary.ts';
import { keptFile } from './kept-file.ts';
import type { Store } from './store.ts';

/** What a later deploy is compared with: how each claim of one run came out, and how long what it measured took. */
const pastRunSchema = z.strictObject({
  id: z.string(),
  /** ISO instant. */
  endedAt: z.string(),
  /** The releases that were seen, by component. */
  releases: z.record(z.string(), z.array(z.string())),
  claims: z.record(
    z.string(),
    z.strictObject({
      outcome: z.enum(outcomes),
      class: z.enum(failureClasses).optional(),
      /** What it timed, in ms, by name. */
      ms: z.record(z.string(), z.number()).optional(),
    }),
  ),
});
export type PastRun = z.infer<typeof pastRunSchema>;

const runs = keptFile('past-runs.json', z.array(pastRunSchema));
/** Enough for a median, and to find one of before a deploy. */
const most = 24;

/** What is kept of a run: of what it did not look at, nothing. Pure. */
export function pastRunOf({
  id,
  endedAt,
  releases,
  checks,
}: Pick<RunRecord, 'id' | 'endedAt' | 'releases' | 'checks'>): PastRun {
  const looked = checks.filter(({ outcome }) => outcome !== 'not-run');
  return { id, endedAt, releases, claims: Object.fromEntries(looked.map((check) => [check.id, claimOf(check)])) };
}

function claimOf({ outcome, failure, timings, layer }: CheckRecord): PastRun['claims'][string] {
  // The phases of bare connections are the network's.
  const ms = layer === 'edge' ? {} : timings;
  return { outcome, ...(failure && { class: failure.class }), ...(Object.keys(ms).length > 0 && { ms }) };
}

/** The scheduled runs that are still known, the newest last. Of an older schema none is. */
export const recallRuns = async (store: Store): Promise<PastRun[]> => (await runs.recall(store)) ?? [];

/** Keeps one more run, and lets go of the oldest. */
export async function rememberRun(store: Store, run: PastRun): Promise<void> {
  const known = await recallRuns(store);
  await runs.remember(store, [...known, run].slice(-most));
}
