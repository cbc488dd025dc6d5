/** Every name the demo answers for. */
export const hostNames = {
  shop: 'shop.marketplace.test',
  cdn: 'cdn.marketplace.test',
  api: 'api.marketplace.test',
  analytics: 'count.analytics.test',
  /** Somebody else's, to which nothing of the shop should lead. */
  parked: 'parked.domains.test',
  stripe: 'api.stripe.test',
  checkout: 'checkout.stripe.test',
  stripeStatus: 'status.stripe.test',
} as const;

export type Host = keyof typeof hostNames;

/** The hosts that a fault can be pinned to. */
export const faultHosts = ['api', 'shop', 'cdn'] as const;
