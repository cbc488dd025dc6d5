import type { Stripe } from 'stripe';
import type { Account, Origin } from '../account.ts';
import { newInvoice } from './invoice.ts';
import { type NewSubscription, newSubscription } from './subscription.ts';

/**
 * Starts a subscription with its first invoice and tells the world, in the order of
 * https://docs.stripe.com/billing/subscriptions/webhooks: created, then paid or failed.
 */
export function subscribe(
  account: Account,
  origin: Origin,
  customer: Stripe.Customer,
  params: Omit<NewSubscription, 'customer'>,
): { subscription: Stripe.Subscription; invoice: Stripe.Invoice } {
  const { invoices, subscriptions, customers } = account.records;
  const draft = newSubscription(account, { ...params, customer: customer.id });
  const invoice = invoices.add(newInvoice(account, draft, customer, params.lines));
  const subscription = subscriptions.add({ ...draft, latest_invoice: invoice.id });
  customers.replace({
    ...customer,
    currency: subscription.currency,
    next_invoice_sequence: (customer.next_invoice_sequence ?? 1) + 1,
  });
  account.publish('customer.subscription.created', subscription, origin);
  account.publish('invoice.created', invoice, origin);
  account.publish('invoice.finalized', invoice, origin);
  if (params.status === 'active') {
    account.publish('invoice.paid', invoice, origin);
    account.publish('invoice.payment_succeeded', invoice, origin);
  } else {
    account.publish('invoice.payment_failed', invoice, origin);
  }
  return { invoice, subscription };
}
