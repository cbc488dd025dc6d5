import type Stripe from 'stripe';
import type { Faults } from '../faults.ts';
import { apiVersion } from '../stripe/events.ts';

export interface SeededStripe {
  priceId: string;
  webhookEndpointId: string;
  /** The version of the API that the app expects events to be written in. */
  webhookApiVersion: string;
  /** `whsec_…`: Stripe tells it once, when the endpoint is made. */
  webhookSecret: string;
}

const eventTypes: Stripe.WebhookEndpointCreateParams.EnabledEvent[] = [
  'checkout.session.completed',
  'customer.subscription.created',
  'customer.subscription.updated',
  'customer.subscription.deleted',
  'customer.deleted',
];

/** What `webhook-events-missing` leaves out: nothing of a purchase hangs on it. */
const unwanted = 'customer.subscription.updated';

/** What `webhook-api-version` is in. */
const versionOfOld: Version = '2020-08-27';

type Version = NonNullable<Stripe.WebhookEndpointCreateParams['api_version']>;

/**
 * What Loventia has set up in its Stripe account: the product it sells and the address it is told about sales at. Faults
 * of the account are settings that somebody got wrong.
 *
 * @param apiOrigin where the API is, without a trailing slash.
 */
export async function seedStripe(stripe: Stripe, apiOrigin: string, faults: Faults): Promise<SeededStripe> {
  const url = `${apiOrigin}${faults.has('webhook-elsewhere') ? '/v0/stripe-events' : '/webhooks/stripe'}`;
  const priceId = await createPrice(stripe, faults);
  if (faults.has('events-undelivered')) await leaveEventBehind(stripe, url, priceId);
  const endpoint = await stripe.webhookEndpoints.create({
    url,
    enabled_events: faults.has('webhook-events-missing') ? eventTypes.filter((type) => type !== unwanted) : eventTypes,
    api_version: faults.has('webhook-api-version') ? versionOfOld : (apiVersion as Version),
    description: 'Loventia API',
  });
  if (!endpoint.secret) throw new Error('Stripe made the webhook endpoint without telling its secret.');
  if (faults.has('webhook-disabled')) await stripe.webhookEndpoints.update(endpoint.id, { disabled: true });
  if (faults.has('webhook-missing')) await stripe.webhookEndpoints.del(endpoint.id);
  if (faults.has('foreign-dead-endpoint')) await createForeignEndpoint(stripe);
  return {
    priceId,
    webhookEndpointId: endpoint.id,
    webhookSecret: endpoint.secret,
    webhookApiVersion: apiVersion,
  };
}

async function createPrice(stripe: Stripe, faults: Faults): Promise<string> {
  const product = await stripe.products.create({ name: 'Loventia Premium' });
  const price = await stripe.prices.create({
    product: product.id,
    currency: faults.has('stripe-price-currency') ? 'eur' : 'sek',
    unit_amount: faults.has('stripe-price') ? 14_900 : 12_900,
    recurring: { interval: 'month' },
  });
  return price.id;
}

/** An event that an endpoint of before never took: it stays undelivered when that endpoint is taken away. */
async function leaveEventBehind(stripe: Stripe, url: string, priceId: string): Promise<void> {
  const before = await stripe.webhookEndpoints.create({ url, enabled_events: ['customer.subscription.deleted'] });
  const { id: customer } = await stripe.customers.create({ email: 'left@loventia.test' });
  const method = await stripe.paymentMethods.attach('pm_card_visa', { customer });
  const purchase = { customer, items: [{ price: priceId }], default_payment_method: method.id };
  const { id } = await stripe.subscriptions.create(purchase);
  await stripe.subscriptions.cancel(id);
  await stripe.webhookEndpoints.del(before.id);
}

/** The id of a customer that Stripe no longer has, and whose end no webhook endpoint has heard of. */
export async function createDeletedCustomer(stripe: Stripe): Promise<string> {
  const { id } = await stripe.customers.create({ email: 'gone@loventia.test' });
  await stripe.customers.del(id);
  return id;
}

/** An endpoint of another system in the same account, whose name no longer resolves: every event waits for it. */
const createForeignEndpoint = (stripe: Stripe): Promise<Stripe.WebhookEndpoint> =>
  stripe.webhookEndpoints.create({ url: 'https://old-shop.example.test/hooks', enabled_events: ['*'] });
