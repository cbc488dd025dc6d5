import Stripe from 'stripe';
import type { Network } from '../net/network.ts';
import type { StripeOptions } from './options.ts';
import { patientFetch } from './patient-fetch.ts';
import { createStripe, type StripeStandIn } from './stand-in.ts';

/** Stripe on a demo's own network. */
export interface OpenStripe {
  standIn: StripeStandIn;
  /** The official client with a key of the account. */
  connect(key: string): Stripe;
}

/** Opens Stripe's three hosts. Its webhooks go over the demo's network; it ends with the stack. */
export async function openStandIn(
  network: Network<'stripe' | 'checkout' | 'stripeStatus'>,
  options: Omit<StripeOptions, 'checkoutUrl' | 'deliver'>,
  stack: AsyncDisposableStack,
): Promise<OpenStripe> {
  const deliver = network.fetch as unknown as NonNullable<StripeOptions['deliver']>;
  const standIn = createStripe({ ...options, checkoutUrl: () => network.origin('checkout'), deliver });
  stack.defer(() => standIn.close());
  await Promise.all([
    network.open('stripe', standIn.api.fetch),
    network.open('checkout', standIn.checkout.fetch),
    network.open('stripeStatus', standIn.status.fetch),
  ]);
  const { hostname, port } = new URL(network.origin('stripe'));
  const send = patientFetch(network.fetch) as unknown as typeof fetch;
  const httpClient = Stripe.createFetchHttpClient(send);
  return {
    standIn,
    connect: (key) => new Stripe(key, { host: hostname, port, httpClient, maxNetworkRetries: 1, telemetry: false }),
  };
}
