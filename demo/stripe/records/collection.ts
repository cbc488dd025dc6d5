import { missing } from '../wire/errors.ts';

/** Objects of one kind in the order of their creation. */
export interface Collection<T extends { id: string }> {
  add(object: T): T;
  /** Puts another object in the place of the one with the same id. */
  replace(object: T): T;
  remove(id: string): void;
  find(id: string): T | undefined;
  /**
   * The object, or Stripe's `resource_missing`.
   * @param param the parameter that named it; `id` stands for the address
   */
  get(id: string, param?: string): T;
  newestFirst(): T[];
}

/** @param noun what Stripe calls the object in its messages, as in "No such customer" */
export function createCollection<T extends { id: string }>(noun: string): Collection<T> {
  const objects = new Map<string, T>();
  const put = (object: T): T => {
    objects.set(object.id, object);
    return object;
  };
  return {
    add: put,
    find: (id) => objects.get(id),
    get(id, param) {
      const object = objects.get(id);
      if (!object) throw missing(noun, id, param);
      return object;
    },
    newestFirst: () => [...objects.values()].reverse(),
    remove: (id) => void objects.delete(id),
    replace: put,
  };
}
