import { z } from 'zod';
import type { Cadence } from '#record/vocabulary.ts';
import { keptFile } from './kept-file.ts';
import type { Store } from './store.ts';

const file = (cadence: Cadence) =>
  keptFile(`cadence/${cadence}.json`, z.strictObject({ completedAt: z.iso.datetime() }));

/** When a run of this cadence last came to its end; undefined where none has. */
export const recallCadence = async (store: Store, cadence: Cadence): Promise<Date | undefined> => {
  const kept = await file(cadence).recall(store);
  return kept && new Date(kept.completedAt);
};

/** Keeps when a run of this cadence has come to its end. */
export const rememberCadence = (store: Store, cadence: Cadence, completedAt: string): Promise<void> =>
  file(cadence).remember(store, { completedAt });
