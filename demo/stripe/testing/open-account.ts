import { randomBytes } from 'node:crypto';
import { Stripe } from 'stripe';
import { type Listening, listen } from '../../net/listen.ts';
import type { StripeOptions } from '../options.ts';
import { createStripe, type StripeStandIn } from '../stand-in.ts';

/** A fresh key of the real shape. */
export const newKey = (prefix: string): string => `${prefix}_${randomBytes(24).toString('hex')}`;

export interface OpenAccount extends AsyncDisposable {
  readonly standIn: StripeStandIn;
  readonly secretKey: string;
  readonly apiUrl: string;
  readonly checkoutUrl: string;
  /** The official SDK, pointed at the stand-in. */
  readonly stripe: Stripe;
  /** The SDK with another key. */
  connect(key: string): Stripe;
  /** A monthly price. */
  price(): Promise<Stripe.Price>;
  /** An open session for that price. */
  session(params?: Partial<Stripe.Checkout.SessionCreateParams>): Promise<Stripe.Checkout.Session>;
}

/** The stand-in on real sockets, for our own tests: `await using account = await openAccount()`. */
export async function openAccount(options: Partial<StripeOptions> = {}): Promise<OpenAccount> {
  const secretKey = newKey(options.livemode ? 'sk_live' : 'sk_test');
  let checkout: Listening | undefined;
  const standIn = createStripe({
    rateLimit: 1000,
    retryBackoffMs: [20, 20],
    ...options,
    checkoutUrl: () => `http://127.0.0.1:${checkout?.port}`,
    keys: [{ key: secretKey }, ...(options.keys ?? [])],
  });
  checkout = await listen({ fetch: standIn.checkout.fetch });
  const api = await listen({ fetch: standIn.api.fetch });
  const connect = (key: string): Stripe =>
    new Stripe(key, { host: '127.0.0.1', maxNetworkRetries: 0, port: api.port, protocol: 'http', telemetry: false });
  const stripe = connect(secretKey);
  const price = async (): Promise<Stripe.Price> => {
    const product = await stripe.products.create({ name: 'Loventia Premium' });
    return stripe.prices.create({
      currency: 'sek',
      product: product.id,
      recurring: { interval: 'month' },
      unit_amount: 12_900,
    });
  };
  return {
    apiUrl: `http://127.0.0.1:${api.port}`,
    checkoutUrl: `http://127.0.0.1:${checkout.port}`,
    connect,
    price,
    secretKey,
    async session(params = {}) {
      return stripe.checkout.sessions.create({
        line_items: [{ price: (await price()).id, quantity: 1 }],
        mode: 'subscription',
        success_url: 'https://app.loventia.test/premium/success?session_id={CHECKOUT_SESSION_ID}',
        ...params,
      });
    },
    standIn,
    stripe,
    async [Symbol.asyncDispose]() {
      await Promise.all([standIn.close(), api.close(), checkout.close()]);
    },
  };
}
