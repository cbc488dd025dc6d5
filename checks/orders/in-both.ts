import type { OrderRow } from '#fixtures/orders/read-orders.ts';

/** How many orders two users are both shown as their own. Pure. */
export function inBoth(one: readonly OrderRow[], other: readonly OrderRow[]): number {
  const ids = new Set(one.map(({ id }) => id));
  return other.filter(({ id }) => ids.has(id)).length;
}
