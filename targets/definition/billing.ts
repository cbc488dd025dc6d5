import { z } from 'zod';
import { hostName, landmark, path, secretName } from './fields.ts';

const stripeSchema = z.strictObject({
  provider: z.literal('stripe'),
  secretKey: secretName,
  /** Where Stripe's API is. */
  apiUrl: z.url().default('https://api.stripe.com'),
  webhook: z.strictObject({
    host: hostName,
    path,
    /** The events without which the app does not notice a purchase or its end. */
    events: z.array(z.string()).min(1),
    /** The API version the app was written for, such as `2026-10-28.endive`. */
    apiVersion: z.string().optional(),
    /** The endpoint's signing secret, for checks that send signed events of their own. Never in `live`. */
    secret: secretName.optional(),
  }),
  /** What is sold: its price must be active and cost this much. */
  price: z
    .strictObject({
      /** In the currency's smallest unit: 12900 for 129 kr, 1500 for 1500 yen. Of a price in tiers, what one costs. */
      amount: z.number().int().positive(),
      currency: z.string().length(3).toLowerCase(),
      interval: z.enum(['day', 'week', 'month', 'year']),
      /** How many intervals a cycle has: 3 for every three months. */
      intervalCount: z.number().int().positive().default(1),
    })
    .optional(),
  /** Where Stripe says how it is itself. */
  statusUrl: z.url().default('https://status.stripe.com/api/v2/status.json'),
  /** The last way to make the probe user free, where the app and Stripe cannot. */
  resetUser: z
    .custom<(user: { id: string; email: string }) => Promise<void>>((value) => typeof value === 'function')
    .optional(),
  /** Where a subscription is bought and ended; with `entitlement`, where subscriptions are sold. Orders stand in `orders`. */
  routes: z.strictObject({ checkout: path, sync: path.optional(), cancel: path.optional() }).optional(),
  /** The field of `auth.routes.me` that says what the user has, and its two values. */
  entitlement: z.strictObject({ field: z.string(), premium: z.string(), free: z.string() }).optional(),
  /** The page that shows the tier, and what it shows to each. */
  page: z.strictObject({ path, premium: landmark, free: landmark }).optional(),
});

/** What is sold, and through whom. How deep a run goes into it is `mode`: docs/stripe.md says what each one does. */
export const billingSchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('off') }),
  stripeSchema.extend({ mode: z.literal('audit') }),
  stripeSchema.extend({ mode: z.literal('api') }),
  stripeSchema.extend({ mode: z.literal('hosted') }),
]);
