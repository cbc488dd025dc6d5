import type { FaultHost } from './faults.ts';

/** Every name the demo answers for. */
export const hostNames = {
  app: 'app.loventia.test',
  api: 'api.loventia.test',
  images: 'images.loventia.test',
  s3: 's3.loventia.test',
  stripe: 'api.stripe.test',
  checkout: 'checkout.stripe.test',
  stripeStatus: 'status.stripe.test',
} as const satisfies Record<FaultHost | 'stripe' | 'checkout' | 'stripeStatus', string>;

export type Host = keyof typeof hostNames;
