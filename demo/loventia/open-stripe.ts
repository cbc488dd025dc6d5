import { randomBytes } from 'node:crypto';
import type Stripe from 'stripe';
import type { Faults } from '../faults.ts';
import { openStandIn } from '../stripe/open-stand-in.ts';
import type { StripeStandIn } from '../stripe/stand-in.ts';
import type { Network } from './network.ts';
import { createDeletedCustomer, type SeededStripe, seedStripe } from './seed-stripe.ts';

/** Loventia's account at the Stripe stand-in, set up through the official SDK. */
export interface StripeAccount extends SeededStripe {
  standIn: StripeStandIn;
  /** The client the API works with. */
  client: Stripe;
  /** `sk_test_…`: may do everything. */
  secretKey: string;
  /** `rk_test_…`: what a monitor is given. */
  restrictedKey: string;
  /** The customer of `stale-customer`; undefined while that fault is off. */
  deletedCustomerId: string | undefined;
}

/** Enough to audit the account, and to take back what a purchase of a probe has left. */
const monitorPermissions = {
  accounts_kyc_basic: 'read',
  balance: 'read',
  checkout_session: 'write',
  customer: 'write',
  event: 'read',
  invoice: 'read',
  payment_method: 'read',
  plan: 'read',
  product: 'read',
  subscription: 'write',
  webhook: 'read',
} as const;

/** How long ago the account was set up, in ms. */
const setUpBeforeMs = 3_600_000;

export interface StripeAccountOptions {
  network: Network;
  faults: Faults;
  /** Requests a second. */
  stripeRateLimit?: number;
  /** Pauses between deliveries of a webhook that was not taken, in milliseconds. */
  webhookRetryMs?: readonly number[];
}

/** Opens Stripe's three hosts and sets the account up; the API has an address by then. Stripe's faults begin after it. */
export async function openStripe(options: StripeAccountOptions, stack: AsyncDisposableStack): Promise<StripeAccount> {
  const { network, faults, webhookRetryMs, stripeRateLimit } = options;
  const secretKey = `sk_test_${randomBytes(24).toString('hex')}`;
  const restrictedKey = `rk_test_${randomBytes(24).toString('hex')}`;
  let isSetUp = false;
  const account = {
    keys: [{ key: secretKey }, { key: restrictedKey, permissions: monitorPermissions }],
    now: () => Date.now() - (isSetUp ? 0 : setUpBeforeMs),
    outage: () => isSetUp && faults.has('stripe-outage'),
    reportsTrouble: () => faults.has('stripe-says-trouble'),
    asksForHuman: () => faults.has('hosted-page-changed'),
    ...(webhookRetryMs && { retryBackoffMs: webhookRetryMs }),
    ...(stripeRateLimit && { rateLimit: stripeRateLimit }),
  };
  const { standIn, connect } = await openStandIn(network, account, stack);
  const client = connect(secretKey);
  const deletedCustomerId = faults.has('stale-customer') ? await createDeletedCustomer(client) : undefined;
  const seeded = await seedStripe(client, network.origin('api'), faults);
  isSetUp = true;
  return { standIn, client, secretKey, restrictedKey, deletedCustomerId, ...seeded };
}
