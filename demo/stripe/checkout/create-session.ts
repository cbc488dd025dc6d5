import type { Stripe } from 'stripe';
import type { Account } from '../account.ts';
import { amountOf, onceLine, type PricedLine, productOf, recurringLine, total } from '../billing/line.ts';
import { newId, newSessionId, randomText } from '../records/ids.ts';
import { livingCustomer } from '../records/records.ts';
import { mergedMetadata } from '../resources/metadata.ts';
import { createPrice } from '../resources/prices.ts';
import type { Call } from '../wire/endpoint.ts';
import { invalid } from '../wire/errors.ts';
import type { CreateParams } from './parameters.ts';

const hour = 3600;

/** Between 30 minutes and 24 hours from now: the SDK's `expires_at`. */
function expiry(asked: number | undefined, now: number): number {
  if (asked === undefined) return now + 24 * hour;
  if (asked >= now + hour / 2 && asked <= now + 24 * hour) return asked;
  throw invalid(
    'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation, and no more than 24 hours.',
    { param: 'expires_at' },
  );
}

function linesOf(params: CreateParams, { account, origin }: Call): PricedLine[] {
  const lineOf = params.mode === 'payment' ? onceLine : recurringLine;
  return params.line_items.map(({ price, price_data, quantity = 1 }, index) => {
    const param = `line_items[${index}][price]`;
    if (price) return lineOf(account.records.prices.get(price, param), quantity, param);
    if (price_data) return lineOf(createPrice(account, origin, price_data), quantity, param);
    throw invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
  });
}

function lineItemOf(account: Account, line: PricedLine): Stripe.LineItem {
  return {
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amountOf(line),
    amount_tax: 0,
    amount_total: amountOf(line),
    currency: line.price.currency,
    description: productOf(account.records, line.price).name,
    id: newId('lineItem'),
    metadata: {},
    object: 'item',
    price: line.price,
    quantity: line.quantity,
  };
}

/** The payer as far as the merchant knows. A customer that is gone is refused as `resource_missing` on `customer`. */
function payerOf(params: CreateParams, account: Account): Stripe.Customer | undefined {
  if (params.customer && params.customer_email) {
    throw invalid('You may only specify one of these parameters: customer, customer_email.', { param: 'customer' });
  }
  return params.customer ? livingCustomer(account.records, params.customer, 'customer') : undefined;
}

function detailsOf(
  customer: Stripe.Customer | undefined,
  email: string | null,
): Stripe.Checkout.Session.CustomerDetails | null {
  if (!email) return null;
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name: customer?.name ?? null,
    phone: customer?.phone ?? null,
    tax_exempt: 'none',
    tax_ids: null,
  };
}

/** Whether a payer whom the merchant does not know becomes a customer, and has to leave a card. */
const unknownPayer = { payment: 'if_required', subscription: 'always' } as const;

/** https://docs.stripe.com/api/checkout/sessions/object, open and unpaid */
function newSession(params: CreateParams, account: Account, lines: readonly PricedLine[]): Stripe.Checkout.Session {
  const customer = payerOf(params, account);
  const id = newSessionId(account.livemode);
  const now = account.now();
  const amount = total(lines);
  return {
    adaptive_pricing: params.adaptive_pricing ?? { enabled: true },
    after_expiration: null,
    allow_promotion_codes: params.allow_promotion_codes ?? null,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount_subtotal: amount,
    amount_total: amount,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: params.billing_address_collection ?? null,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: now,
    currency: lines[0]?.price.currency ?? null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: customer?.id ?? null,
    customer_account: null,
    customer_creation: customer ? null : unknownPayer[params.mode],
    customer_details: detailsOf(customer, customer?.email ?? params.customer_email ?? null),
    customer_email: params.customer_email ?? null,
    discounts: [],
    expires_at: expiry(params.expires_at, now),
    id,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: account.livemode,
    locale: params.locale ?? null,
    managed_payments: { enabled: false },
    metadata: mergedMetadata({}, params.metadata),
    mode: params.mode,
    object: 'checkout.session',
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: params.payment_method_collection ?? unknownPayer[params.mode],
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    payment_status: 'unpaid',
    permissions: null,
    phone_number_collection: params.phone_number_collection ?? { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: null,
    subscription: null,
    success_url: params.success_url,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: `${account.checkoutUrl()}/c/pay/${id}#fid${randomText(24)}`,
    wallet_options: params.wallet_options ?? null,
  };
}

/** Opens a checkout: https://docs.stripe.com/api/checkout/sessions/create */
export function createSession(params: CreateParams, call: Call): Stripe.Checkout.Session {
  const { account } = call;
  const lines = linesOf(params, call);
  if (lines.length === 0)
    throw invalid('Missing required param: line_items.', { code: 'parameter_missing', param: 'line_items' });
  const session = newSession(params, account, lines);
  account.records.lineItems.set(
    session.id,
    lines.map((line) => lineItemOf(account, line)),
  );
  account.records.subscriptionData.set(session.id, {
    description: params.subscription_data?.description ?? null,
    metadata: mergedMetadata({}, params.subscription_data?.metadata),
  });
  account.records.paymentMetadata.set(session.id, mergedMetadata({}, params.payment_intent_data?.metadata));
  return account.records.sessions.add(session);
}
