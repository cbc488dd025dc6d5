import type { Stripe } from 'stripe';
import { type Account, automatic, type Origin } from '../account.ts';
import { recurringLine } from '../billing/line.ts';
import { subscribe } from '../billing/subscribe.ts';
import { cardOfNumber, charge, type TestCard } from '../cards.ts';
import { livingCustomer } from '../records/records.ts';
import { createCustomer } from '../resources/customers.ts';
import { savePaymentMethod } from '../resources/payment-methods.ts';
import { currentSession } from './lifecycle.ts';
import { takePayment } from './payment.ts';

/** What the payer typed into the hosted page, read and checked. */
export interface Payment {
  readonly email: string;
  readonly cardNumber: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly name: string;
  readonly country: string;
  readonly postalCode: string | null;
}

function addressOf(payment: Payment): Stripe.Address {
  return {
    city: null,
    country: payment.country,
    line1: null,
    line2: null,
    postal_code: payment.postalCode,
    state: null,
  };
}

function payerOf(
  account: Account,
  origin: Origin,
  session: Stripe.Checkout.Session,
  payment: Payment,
): Stripe.Customer {
  if (typeof session.customer === 'string') return livingCustomer(account.records, session.customer, 'customer');
  return createCustomer(account, origin, { email: payment.email, name: payment.name });
}

function linesOf(account: Account, session: Stripe.Checkout.Session) {
  const items = account.records.lineItems.get(session.id) ?? [];
  return items.flatMap(({ price, quantity }) => (price ? [recurringLine(price, quantity ?? 1, 'line_items')] : []));
}

/**
 * Pays a session: customer, saved card, subscription and paid invoice, or one payment; then the session itself. A declined
 * card throws and leaves everything as it was, the session open.
 *
 * Fields and events of a completed session: https://docs.stripe.com/payments/checkout/fulfillment
 */
export function pay(account: Account, origin: Origin, id: string, payment: Payment): Stripe.Checkout.Session {
  const session = currentSession(account, id);
  const card = cardOfNumber(payment.cardNumber);
  charge(card);
  const bought =
    session.mode === 'payment'
      ? payOnce(account, origin, session, payment)
      : subscribeTo(account, origin, session, payment, card);
  const completed: Stripe.Checkout.Session = {
    ...session,
    ...bought,
    collected_information: { business_name: null, individual_name: null, shipping_details: null },
    payment_status: 'paid',
    status: 'complete',
    url: null,
  };
  account.publish('checkout.session.completed', account.records.sessions.replace(completed), automatic);
  return completed;
}

type Bought = Partial<Stripe.Checkout.Session>;

/** One payment of somebody who need not become a customer. */
function payOnce(account: Account, origin: Origin, session: Stripe.Checkout.Session, payment: Payment): Bought {
  const { email, name } = payment;
  const customer = typeof session.customer === 'string' ? session.customer : null;
  const billing = { address: addressOf(payment), email, name, phone: null, tax_id: null };
  const { id } = takePayment(account, origin, { billing, customer, session });
  return { customer, customer_details: detailsOf(payment, email), payment_intent: id };
}

function detailsOf(payment: Payment, email: string): Stripe.Checkout.Session.CustomerDetails {
  return {
    address: addressOf(payment),
    business_name: null,
    email,
    individual_name: null,
    name: payment.name,
    phone: null,
    tax_exempt: 'none',
    tax_ids: [],
  };
}

function subscribeTo(
  account: Account,
  origin: Origin,
  session: Stripe.Checkout.Session,
  payment: Payment,
  card: TestCard,
): Bought {
  const { id } = session;
  const lines = linesOf(account, session);
  const customer = payerOf(account, origin, session, payment);
  const method = savePaymentMethod(account, origin, customer.id, card, {
    billing: { address: addressOf(payment), email: payment.email, name: payment.name },
    expMonth: payment.expMonth,
    expYear: payment.expYear,
  });
  const { invoice, subscription } = subscribe(account, origin, customer, {
    description: account.records.subscriptionData.get(id)?.description ?? null,
    lines,
    metadata: account.records.subscriptionData.get(id)?.metadata ?? {},
    paymentMethod: method.id,
    status: 'active',
  });
  return {
    customer: customer.id,
    customer_details: detailsOf(payment, customer.email ?? payment.email),
    invoice: invoice.id,
    subscription: subscription.id,
  };
}
