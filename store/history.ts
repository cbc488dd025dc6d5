import { z } from 'zod';
import { type Fingerprint, fingerprintOf, fingerprintSchema } from '#record/fingerprint.ts';
import { parsedOnce } from '#record/parsed-once.ts';
import { anyRecordSchema } from '#record/read-record.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { Store } from './store.ts';

const historySchema = z.strictObject({
  /** ISO instant of the end of the last run that was not red. */
  lastGoodAt: z.string().optional(),
  /** The first red run of the row that is not over. */
  firstBadAt: z.string().optional(),
  redRuns: z.number().int().nonnegative(),
  good: fingerprintSchema.optional(),
  previous: anyRecordSchema.optional(),
});

/** What runs of one target have left for the next: when it was last good, and what good looked like. */
export type History = z.infer<typeof historySchema>;

const name = 'history.json';
const isGood = ({ verdict }: RunRecord) => verdict.name === 'ok' || verdict.name === 'degraded';
const saysSomething = ({ verdict }: RunRecord) => isGood({ verdict } as RunRecord) || verdict.name === 'failed';

/** The history so far. One that cannot be read any more, for instance of an older schema, counts as none. */
export async function recallHistory(store: Store): Promise<History> {
  const text = await store.read(name);
  const parsed = text ? historySchema.safeParse(JSON.parse(text), parsedOnce) : undefined;
  return parsed?.success ? parsed.data : { redRuns: 0 };
}

/** The history with one more run. A run that could not tell whether the target is well changes nothing. Pure. */
export function withRun(history: History, record: RunRecord): History {
  if (!saysSomething(record)) return history;
  if (isGood(record))
    return { lastGoodAt: record.endedAt, redRuns: 0, good: mergedFingerprint(history, record), previous: record };
  const { lastGoodAt, good } = history;
  return {
    ...(lastGoodAt && { lastGoodAt }),
    ...(good && { good }),
    firstBadAt: history.firstBadAt ?? record.endedAt,
    redRuns: history.redRuns + 1,
    previous: record,
  };
}

/** A run of one tier does not forget what another tier saw. */
const mergedFingerprint = ({ good }: History, record: RunRecord): Fingerprint => ({
  ...good,
  ...fingerprintOf(record),
});

/** Keeps the history for the next run. */
export const rememberHistory = (store: Store, history: History): Promise<void> =>
  store.write(name, JSON.stringify(history));
