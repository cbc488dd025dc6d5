import type Stripe from 'stripe';

export interface SeededStripe {
  priceId: string;
  webhookEndpointId: string;
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

/**
 * What Loventia has set up in its Stripe account: the product it sells and the address it is told about sales at.
 *
 * @param monthly the price, in öre.
 */
export async function seedStripe(
  stripe: Stripe,
  { webhookUrl, monthly }: { webhookUrl: string; monthly: number },
): Promise<SeededStripe> {
  const [priceId, endpoint] = await Promise.all([
    createPrice(stripe, monthly),
    stripe.webhookEndpoints.create({ url: webhookUrl, enabled_events: eventTypes, description: 'Loventia API' }),
  ]);
  if (!endpoint.secret) throw new Error('Stripe made the webhook endpoint without telling its secret.');
  return { priceId, webhookEndpointId: endpoint.id, webhookSecret: endpoint.secret };
}

async function createPrice(stripe: Stripe, monthly: number): Promise<string> {
  const product = await stripe.products.create({ name: 'Loventia Premium' });
  const price = await stripe.prices.create({
    product: product.id,
    currency: 'sek',
    unit_amount: monthly,
    recurring: { interval: 'month' },
  });
  return price.id;
}

/** The id of a customer that Stripe no longer has, and whose end no webhook endpoint has heard of. */
export async function createDeletedCustomer(stripe: Stripe): Promise<string> {
  const { id } = await stripe.customers.create({ email: 'gone@loventia.test' });
  await stripe.customers.del(id);
  return id;
}

/** An endpoint of another system in the same account, whose name no longer resolves: every event waits for it. */
export const createForeignEndpoint = (stripe: Stripe): Promise<Stripe.WebhookEndpoint> =>
  stripe.webhookEndpoints.create({ url: 'https://old-shop.example.test/hooks', enabled_events: ['*'] });
