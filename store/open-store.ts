import { boundedStore } from './bounded-store.ts';
import { folderKind } from './kinds/folder.ts';
import { s3Kind } from './kinds/s3.ts';
import type { Store, StoreKind } from './store.ts';
import { storeName, storePlace } from './store-root.ts';

/** A place is taken by the first kind that knows its form. */
const kinds: readonly StoreKind[] = [s3Kind, folderKind];

/** The forms of places that can hold a store, for whoever has written another. */
export const storeForms: readonly string[] = kinds.map(({ form }) => form);

/** Whether a store can be there. */
export const isStorePlace = (place: string): boolean => kinds.some(({ takes }) => takes(place));

/**
 * The kind of a place.
 *
 * @throws {RangeError} when no kind takes it.
 */
export function kindOf(place: string): StoreKind {
  const kind = kinds.find(({ takes }) => takes(place));
  if (kind) return kind;
  throw new RangeError(`"${place}" is no place for a store: expected ${storeForms.join(' or ')}`);
}

/**
 * The store of a target. Nothing is created before it is written to.
 *
 * @throws {RangeError} when no kind takes the place that `WATCHPOST_STORE` names.
 */
export function openStore(
  target: { name: string; environment: string },
  variables: Readonly<Record<string, string | undefined>>,
): Store {
  const place = storePlace(variables);
  return boundedStore(kindOf(place).open(place, storeName(target)));
}
