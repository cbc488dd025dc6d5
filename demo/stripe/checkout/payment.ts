import type { Stripe } from 'stripe';
import { type Account, automatic, type Origin } from '../account.ts';
import { newId, randomText } from '../records/ids.ts';

/** What a session of one payment is paid with. */
export interface OneTimePayment {
  readonly session: Stripe.Checkout.Session;
  readonly billing: Stripe.Charge.BillingDetails;
  /** The customer, where the session was opened for one: else the payer is a guest. */
  readonly customer: string | null;
}

/** https://docs.stripe.com/api/charges/object, paid at once */
function newCharge(account: Account, intent: Stripe.PaymentIntent, { billing }: OneTimePayment): Stripe.Charge {
  return {
    amount: intent.amount,
    amount_captured: intent.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: billing,
    calculated_statement_descriptor: account.business.name.toUpperCase(),
    captured: true,
    created: account.now(),
    currency: intent.currency,
    customer: intent.customer,
    description: null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    id: newId('charge'),
    livemode: account.livemode,
    metadata: {},
    object: 'charge',
    on_behalf_of: null,
    outcome: null,
    paid: true,
    payment_intent: intent.id,
    payment_method: String(intent.payment_method),
    payment_method_details: null,
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'succeeded',
    transfer_data: null,
    transfer_group: null,
  };
}

/** https://docs.stripe.com/api/payment_intents/object, paid at once */
function newIntent(account: Account, { customer, session }: OneTimePayment): Stripe.PaymentIntent {
  const id = newId('paymentIntent');
  const amount = session.amount_total ?? 0;
  return {
    allowed_payment_method_types: null,
    amount,
    amount_capturable: 0,
    amount_received: amount,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${randomText(25)}`,
    confirmation_method: 'automatic',
    created: account.now(),
    currency: session.currency ?? account.business.currency,
    customer,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    id,
    last_payment_error: null,
    latest_charge: null,
    livemode: account.livemode,
    managed_payments: null,
    metadata: account.records.paymentMetadata.get(session.id) ?? {},
    next_action: null,
    object: 'payment_intent',
    on_behalf_of: null,
    payment_method: newId('paymentMethod'),
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'succeeded',
    transfer_data: null,
    transfer_group: null,
  };
}

/** Takes a payment that is made once, and tells of it: https://docs.stripe.com/payments/payment-intents/verifying-status */
export function takePayment(account: Account, origin: Origin, payment: OneTimePayment): Stripe.PaymentIntent {
  const draft = newIntent(account, payment);
  const charge = account.records.charges.add(newCharge(account, draft, payment));
  const intent = account.records.paymentIntents.add({ ...draft, latest_charge: charge.id });
  account.publish('charge.succeeded', charge, origin);
  account.publish('payment_intent.succeeded', intent, automatic);
  return intent;
}
