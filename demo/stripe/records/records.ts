import type { Stripe } from 'stripe';
import type { TestCard } from '../cards.ts';
import { missing } from '../wire/errors.ts';
import { createCollection } from './collection.ts';

/** Everything the account holds, in memory, in the SDK's own types. */
export function createRecords() {
  return {
    /** The card behind each payment method: what it will answer when charged. */
    cards: new Map<string, TestCard>(),
    charges: createCollection<Stripe.Charge>('charge'),
    customers: createCollection<Stripe.Customer | Stripe.DeletedCustomer>('customer'),
    events: createCollection<Stripe.EventBase>('event'),
    invoices: createCollection<Stripe.Invoice>('invoice'),
    /** The lines of each checkout session. A session shows them only when asked. */
    lineItems: new Map<string, Stripe.LineItem[]>(),
    paymentIntents: createCollection<Stripe.PaymentIntent>('payment_intent'),
    /** What each session hands on to the payment that it will make. */
    paymentMetadata: new Map<string, Stripe.Metadata>(),
    paymentMethods: createCollection<Stripe.PaymentMethod>('PaymentMethod'),
    prices: createCollection<Stripe.Price>('price'),
    products: createCollection<Stripe.Product>('product'),
    refunds: createCollection<Stripe.Refund>('refund'),
    sessions: createCollection<Stripe.Checkout.Session>('checkout.session'),
    /** What each session hands on to the subscription it will create. */
    subscriptionData: new Map<string, SubscriptionData>(),
    subscriptions: createCollection<Stripe.Subscription>('subscription'),
    webhookEndpoints: createCollection<Stripe.WebhookEndpoint>('webhook endpoint'),
    /** The signing secrets, shown once at creation and kept apart ever after. */
    webhookSecrets: new Map<string, string>(),
  };
}

export type Records = ReturnType<typeof createRecords>;

export interface SubscriptionData {
  readonly metadata: Stripe.Metadata;
  readonly description: string | null;
}

/** A customer that was not deleted; a deleted one is as missing as one that never was. */
export function livingCustomer(records: Records, id: string, param?: string): Stripe.Customer {
  const customer = records.customers.get(id, param);
  if (customer.deleted) throw missing('customer', id, param);
  return customer;
}
