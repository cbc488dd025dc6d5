import type { z } from 'zod';
import { parsedJson } from '#record/parsed-json.ts';
import { setAside } from './set-aside.ts';
import type { Store } from './store.ts';

/** One file of the store, as everybody gets to it who does not live in the store's own room. */
export interface KeptFile<T> {
  /**
   * What lies there; undefined where nothing does. What is not of its schema is none: it is set aside under a name that
   * tells when, for a person to look at, and never read again.
   *
   * @throws {Error} where the store itself cannot be read.
   */
  recall(store: Store): Promise<T | undefined>;
  /** Puts it there as a whole. */
  remember(store: Store, kept: T): Promise<void>;
}

/**
 * The one way to a file of the store. Nobody can say who wrote what lies there: an older version, a run that was killed
 * with the power of its machine, another program. So it is text until its schema has taken it.
 */
export const keptFile = <T>(name: string, schema: z.ZodType<T>): KeptFile<T> => ({
  async recall(store) {
    const text = await store.read(name);
    if (text === undefined) return undefined;
    const parsed = schema.safeParse(parsedJson(text));
    if (parsed.success) return parsed.data;
    await setAside(store, name, new Date());
    return undefined;
  },
  remember: (store, kept) => store.write(name, JSON.stringify(kept)),
});
