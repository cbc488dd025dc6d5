import type { Leases } from './leases.ts';
import { kindOf } from './open-store.ts';
import { type Addressed, storeName, storePlace, systemOf } from './store-root.ts';

/** The leases of a target's probe users: with a bucket they hold across machines, with a folder on this machine. */
export function openLeases(target: Addressed, variables: Readonly<Record<string, string | undefined>>): Leases {
  const place = storePlace(variables);
  return kindOf(place).leases(place, storeName(target), systemOf(target));
}
