import { z } from 'zod';
import { keptFile } from './kept-file.ts';
import type { Store } from './store.ts';

/** What a run may buy, each at most once. */
const sold = z.enum(['subscription', 'order']);
type Sold = z.infer<typeof sold>;

const entrySchema = z.strictObject({
  run: z.string(),
  /** The place of the probe user in the target's pool. */
  account: z.number().int(),
  /** ISO instant. */
  begunAt: z.string(),
  sold: sold.default('subscription'),
  /** The checkout session of an order, once it is open. */
  session: z.string().optional(),
});
/** A purchase that was begun and not yet undone. */
export type LedgerEntry = z.infer<typeof entrySchema>;

const nameOf = (run: string, kind: Sold) => `ledger/${run}${kind === 'order' ? '-order' : ''}.json`;
const file = (name: string) => keptFile(name, entrySchema);

/** Written before anything is created, so that nothing is forgotten when a run dies. */
export function enter(store: Store, entry: z.input<typeof entrySchema>): Promise<void> {
  const whole = entrySchema.parse(entry);
  return file(nameOf(whole.run, whole.sold)).remember(store, whole);
}

/** The purchase of that run is undone. */
export const settle = (store: Store, run: string, kind: Sold = 'subscription'): Promise<void> =>
  store.remove(nameOf(run, kind));

/** Purchases that were begun and not undone, the latest first. */
export async function openEntries(store: Store): Promise<LedgerEntry[]> {
  const names = (await store.list('ledger/')).filter((name) => name.endsWith('.json'));
  const entries = await Promise.all(names.map((name) => file(name).recall(store)));
  return entries.flatMap((entry) => entry ?? []).toReversed();
}
