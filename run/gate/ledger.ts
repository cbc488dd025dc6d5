import { z } from 'zod';
import { parsedJson } from '#record/parsed-json.ts';
import type { Store } from '#store/store.ts';

const entrySchema = z.strictObject({
  /** ISO instant. */
  at: z.string(),
  verdict: z.string(),
  mode: z.enum(['observe', 'block']),
  /** It held the deploy up, or would have. */
  blocks: z.boolean(),
  /** What was deployed, `api=4f2c9d1`. */
  releases: z.array(z.string()),
  /** Where to read on: the address of the workflow's run, or the folder of the report. */
  run: z.string(),
  /** Why nothing was looked at. */
  skipped: z.string().optional(),
});
export type LedgerEntry = z.infer<typeof entrySchema>;

const name = 'gate/ledger.jsonl';

/** Writes down how a gate ended. */
export const noteGate = (store: Store, entry: LedgerEntry): Promise<void> =>
  store.append(name, `${JSON.stringify(entry)}\n`);

/** How all gates of a target ended, the newest last. A line that cannot be read is left out. */
export async function gatesSoFar(store: Store): Promise<LedgerEntry[]> {
  const text = (await store.read(name)) ?? '';
  return text.split('\n').flatMap((line) => {
    const { data } = entrySchema.safeParse(parsedJson(line));
    return data ? [data] : [];
  });
}

const shown = 5;

/** In a line how many deploys were held up, or would have been, each with its run. Pure. */
export function wouldHaveBlocked(entries: readonly LedgerEntry[]): string {
  const looked = entries.filter(({ skipped }) => !skipped);
  const blocked = looked.filter(({ blocks }) => blocks);
  const count = `${blocked.length} of ${looked.length}`;
  const runs = blocked.slice(-shown).map(({ at, run }) => `${at.slice(0, 10)} ${run}`);
  const skipped = entries.length - looked.length;
  const verb = looked.at(-1)?.mode === 'block' ? 'blocked' : 'would have blocked';
  return [
    `${verb} ${count}${runs.length > 0 ? ` (${runs.join(', ')})` : ''}`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ].join('; ');
}
