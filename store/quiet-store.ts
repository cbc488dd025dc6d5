import type { Store } from './store.ts';

/**
 * The same store for whoever must not fail by it, because something else is what they are to find out: one that cannot be
 * read is empty, and what cannot be written is not kept.
 *
 * @param failures takes in words what failed first, and nothing more: the rest fails for the same reason.
 */
export function quietStore(store: Store, failures: string[] = []): Store {
  const quiet = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      // A wrong name is a mistake in the program, and no state of the store.
      if (error instanceof RangeError) throw error;
      if (failures.length === 0) failures.push(error instanceof Error ? error.message : String(error));
      return otherwise;
    }
  };
  return {
    read: (name) => quiet(() => store.read(name), undefined),
    write: (name, text) => quiet(() => store.write(name, text), undefined),
    append: (name, text) => quiet(() => store.append(name, text), undefined),
    list: (prefix) => quiet(() => store.list(prefix), []),
    remove: (name) => quiet(() => store.remove(name), undefined),
    move: (from, to) => quiet(() => store.move(from, to), false),
  };
}
