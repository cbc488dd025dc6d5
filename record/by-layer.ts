import { layers } from './vocabulary.ts';

/**
 * Checks in groups, one a layer, in the order of the list of layers. A layer that exists no more, as a record of an older
 * version may have, comes last.
 */
export function byLayer<T extends { layer: string }>(checks: readonly T[]): [layer: string, own: T[]][] {
  const order: readonly string[] = layers;
  const rank = (layer: string) => (order.includes(layer) ? order.indexOf(layer) : order.length);
  return [...Map.groupBy(checks, ({ layer }) => layer)].toSorted(([a], [b]) => rank(a) - rank(b));
}
