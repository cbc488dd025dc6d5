import type { Stripe } from 'stripe';

/** https://docs.stripe.com/api/metadata: an empty value unsets a key, null unsets all, the rest is merged. */
export function mergedMetadata(
  current: Stripe.Metadata,
  update: Record<string, string> | null | undefined,
): Stripe.Metadata {
  if (update === undefined) return current;
  if (update === null) return {};
  return Object.fromEntries(Object.entries({ ...current, ...update }).filter(([, value]) => value !== ''));
}
