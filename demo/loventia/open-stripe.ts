import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import Stripe from 'stripe';
import type { Faults } from '../faults.ts';
import type { StripeOptions } from '../stripe/options.ts';
import { createStripe, type StripeStandIn } from '../stripe/stand-in.ts';
import type { Network } from './network.ts';
import { createDeletedCustomer, createForeignEndpoint, type SeededStripe, seedStripe } from './seed-stripe.ts';

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
  const standIn = createStripe({
    keys: [{ key: secretKey }, { key: restrictedKey, permissions: monitorPermissions }],
    checkoutUrl: () => network.origin('checkout'),
    deliver: network.fetch as unknown as NonNullable<StripeOptions['deliver']>,
    outage: () => isSetUp && faults.has('stripe-outage'),
    ...(webhookRetryMs && { retryBackoffMs: webhookRetryMs }),
    ...(stripeRateLimit && { rateLimit: stripeRateLimit }),
  });
  stack.defer(() => standIn.close());
  await Promise.all([
    network.open('stripe', standIn.api.fetch),
    network.open('checkout', standIn.checkout.fetch),
    network.open('stripeStatus', standIn.status.fetch),
  ]);
  const client = connect(secretKey, network);
  const deletedCustomerId = faults.has('stale-customer') ? await createDeletedCustomer(client) : undefined;
  const seeded = await seedStripe(client, {
    webhookUrl: `${network.origin('api')}${faults.has('webhook-elsewhere') ? '/v0/stripe-events' : '/webhooks/stripe'}`,
    monthly: faults.has('stripe-price') ? 14_900 : 12_900,
  });
  if (faults.has('webhook-disabled'))
    await client.webhookEndpoints.update(seeded.webhookEndpointId, { disabled: true });
  if (faults.has('foreign-dead-endpoint')) await createForeignEndpoint(client);
  isSetUp = true;
  return { standIn, client, secretKey, restrictedKey, deletedCustomerId, ...seeded };
}

function connect(secretKey: string, network: Network): Stripe {
  const { hostname, port } = new URL(network.origin('stripe'));
  return new Stripe(secretKey, {
    host: hostname,
    port,
    httpClient: Stripe.createFetchHttpClient(inTurn(network) as unknown as typeof fetch),
    maxNetworkRetries: 1,
    telemetry: false,
  });
}

/** The API waits when Stripe is asked too often: the SDK does not by itself (https://docs.stripe.com/rate-limits). */
const inTurn =
  (network: Network): Network['fetch'] =>
  async (url, init) => {
    for (let pauseMs = 100; ; pauseMs *= 2) {
      const answer = await network.fetch(url, init);
      if (answer.status !== 429 || pauseMs > 5_000) return answer;
      await answer.body?.cancel();
      await pause(pauseMs * (0.5 + Math.random()));
    }
  };
