import type { Store } from './store.ts';

/** Longer than any store takes that is well, in ms. */
const limitMs = 10_000;

/**
 * The same store, which gives up in time. After the first thing that took too long, nothing more is waited for: a store
 * that hangs costs a process this once.
 */
export function boundedStore(store: Store, withinMs = limitMs): Store {
  let hangs: Error | undefined;
  const bounded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (hangs) throw hangs;
    const overdue = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      hangs = new Error(`the store does not answer within ${withinMs / 1_000} s`);
      overdue.reject(hangs);
    }, withinMs);
    try {
      return await Promise.race([work(), overdue.promise]);
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    read: (name) => bounded(async () => store.read(name)),
    write: (name, text) => bounded(async () => store.write(name, text)),
    append: (name, text) => bounded(async () => store.append(name, text)),
    list: (prefix) => bounded(async () => store.list(prefix)),
    remove: (name) => bounded(async () => store.remove(name)),
    move: (from, to) => bounded(async () => store.move(from, to)),
  };
}
