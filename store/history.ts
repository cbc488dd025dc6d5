import { z } from 'zod';
import { type Fingerprint, fingerprintOf, fingerprintSchema } from '#record/fingerprint.ts';
import { claimsAfter, claimsPastSchema, releasesAfter, releasesPastSchema } from '#record/past.ts';
import type { RunRecord } from '#record/run-record.ts';
import { keptFile } from './kept-file.ts';
import type { Store } from './store.ts';

const historySchema = z.strictObject({
  redRuns: z.number().int().nonnegative(),
  /** What the last run that was not red looked like. */
  good: fingerprintSchema.optional(),
  claims: claimsPastSchema,
  releases: releasesPastSchema,
});

/** What runs of one target have left for the next: since when what holds, and what it looked like. */
export type History = z.infer<typeof historySchema>;

/** Of a target that nobody has looked at yet. */
export const noHistory: History = { redRuns: 0, claims: {}, releases: {} };

const file = keptFile('history.json', historySchema);
const isGood = ({ verdict }: RunRecord) => verdict.name === 'ok' || verdict.name === 'degraded';
const saysSomething = (record: RunRecord) => isGood(record) || record.verdict.name === 'failed';

/** The history so far. */
export const recallHistory = async (store: Store): Promise<History> => (await file.recall(store)) ?? noHistory;

/** The history with one more run. A run that could not tell whether the target is well changes nothing. Pure. */
export function withRun(history: History, record: RunRecord): History {
  if (!saysSomething(record)) return history;
  const { good } = history;
  const past = { claims: claimsAfter(history.claims, record), releases: releasesAfter(history.releases, record) };
  // What is not well in announced maintenance begins no row of red runs, ends none, and is no picture of how all is well.
  if (record.maintenance && record.verdict.name !== 'ok') return { ...history, ...past };
  if (isGood(record)) return { redRuns: 0, good: mergedFingerprint(history, record), ...past };
  return { redRuns: history.redRuns + 1, ...(good && { good }), ...past };
}

/** A run of one tier does not forget what another tier saw. */
const mergedFingerprint = ({ good }: History, record: RunRecord): Fingerprint => ({
  ...good,
  ...fingerprintOf(record),
});

/** Keeps the history for the next run. */
export const rememberHistory = (store: Store, history: History): Promise<void> => file.remember(store, history);
