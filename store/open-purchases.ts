import { z } from 'zod';
import { keptFile } from './kept-file.ts';
import type { Store } from './store.ts';

const entrySchema = z.strictObject({
  run: z.string(),
  /** The place of the probe user in the target's pool. */
  account: z.number().int(),
  /** ISO instant. */
  begunAt: z.string(),
});
/** A purchase that was begun and not yet undone. */
export type LedgerEntry = z.infer<typeof entrySchema>;

const nameOf = (run: string) => `ledger/${run}.json`;
const file = (name: string) => keptFile(name, entrySchema);

/** Written before anything is created, so that nothing is forgotten when a run dies. */
export const enter = (store: Store, entry: LedgerEntry): Promise<void> =>
  file(nameOf(entry.run)).remember(store, entry);

/** The purchase of that run is undone. */
export const settle = (store: Store, run: string): Promise<void> => store.remove(nameOf(run));

/** Purchases that were begun and not undone, the latest first. */
export async function openEntries(store: Store): Promise<LedgerEntry[]> {
  const names = (await store.list('ledger/')).filter((name) => name.endsWith('.json'));
  const entries = await Promise.all(names.map((name) => file(name).recall(store)));
  return entries.flatMap((entry) => entry ?? []).toReversed();
}
