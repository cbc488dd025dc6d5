import { randomBytes } from 'node:crypto';
import type Stripe from 'stripe';
import type { Faults } from '../faults.ts';
import { apiVersion } from '../stripe/events.ts';
import { openStandIn } from '../stripe/open-stand-in.ts';
import type { Network } from './network.ts';

/** The shop's account at the Stripe stand-in. */
export interface ShopAccount {
  /** The client the functions work with. */
  client: Stripe;
  /** `rk_test_…`: what a monitor is given. */
  restrictedKey: string;
  webhookSecret: string;
}

/** Enough to audit the account, and to take back what a probe has ordered. */
const monitorPermissions = {
  balance: 'read',
  charge: 'write',
  checkout_session: 'write',
  event: 'read',
  payment_intent: 'read',
  webhook: 'read',
} as const;

const events: Stripe.WebhookEndpointCreateParams.EnabledEvent[] = [
  'checkout.session.completed',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'charge.refunded',
];

const business = { country: 'IE', currency: 'eur', name: 'Flaxfield' };

/** Opens Stripe's three hosts and sets the account up; the project has an address by then. Stripe's faults begin after it. */
export async function openStripe(network: Network, faults: Faults, stack: AsyncDisposableStack): Promise<ShopAccount> {
  const secretKey = `sk_test_${randomBytes(24).toString('hex')}`;
  const restrictedKey = `rk_test_${randomBytes(24).toString('hex')}`;
  let isSetUp = false;
  const keys = [{ key: secretKey }, { key: restrictedKey, permissions: monitorPermissions }];
  const outage = () => isSetUp && faults.has('stripe-outage');
  const { connect } = await openStandIn(network, { keys, outage, business }, stack);
  const client = connect(secretKey);
  const { secret: webhookSecret } = await client.webhookEndpoints.create({
    url: `${network.origin('api')}/functions/v1/stripe-webhook`,
    enabled_events: events,
    api_version: apiVersion as NonNullable<Stripe.WebhookEndpointCreateParams['api_version']>,
  });
  if (!webhookSecret) throw new Error('Stripe made the webhook endpoint without telling its secret.');
  isSetUp = true;
  return { client, restrictedKey, webhookSecret };
}
