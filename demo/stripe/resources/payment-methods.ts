import type { Stripe } from 'stripe';
import type { Account, Origin } from '../account.ts';
import { assertAttachable, cardOfToken, type TestCard } from '../cards.ts';
import { newId, randomText } from '../records/ids.ts';
import { livingCustomer, type Records } from '../records/records.ts';
import { type Endpoint, endpoint } from '../wire/endpoint.ts';
import { invalid } from '../wire/errors.ts';
import { page } from '../wire/page.ts';
import { notModelled, parametersOf } from '../wire/parameters.ts';
import { choice, expand, paging, text } from '../wire/values.ts';

/** What a payer states about a card; test tokens know less. */
export interface CardDetails {
  readonly expMonth: number;
  readonly expYear: number;
  readonly billing?: Partial<Stripe.PaymentMethod.BillingDetails>;
}

const noBilling: Stripe.PaymentMethod.BillingDetails = {
  address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
  email: null,
  name: null,
  phone: null,
  tax_id: null,
};

function cardOf(card: TestCard, details: CardDetails): Stripe.PaymentMethod.Card {
  return {
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: 'pass', cvc_check: 'pass' },
    country: 'US',
    display_brand: card.brand,
    exp_month: details.expMonth,
    exp_year: details.expYear,
    fingerprint: randomText(16),
    funding: 'credit',
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available: [card.brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

/** https://docs.stripe.com/api/payment_methods/object, saved to the customer */
export function savePaymentMethod(
  account: Account,
  origin: Origin,
  customer: string,
  card: TestCard,
  details: CardDetails,
): Stripe.PaymentMethod {
  const method: Stripe.PaymentMethod = {
    allow_redisplay: 'limited',
    billing_details: { ...noBilling, ...details.billing },
    card: cardOf(card, details),
    created: account.now(),
    customer,
    customer_account: null,
    id: newId('paymentMethod'),
    livemode: account.livemode,
    metadata: {},
    object: 'payment_method',
    type: 'card',
  };
  account.records.cards.set(method.id, card);
  account.publish('payment_method.attached', account.records.paymentMethods.add(method), origin);
  return method;
}

/** A PaymentMethod of the customer's own; anyone else's is refused: https://docs.stripe.com/api/payment_methods/attach */
export function ownPaymentMethod(records: Records, id: string, customer: string, param: string): Stripe.PaymentMethod {
  const method = records.paymentMethods.get(id, param);
  if (method.customer === customer) return method;
  throw invalid(
    `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
    { code: 'resource_missing', param },
  );
}

/** Attaches a test token as a new PaymentMethod, or confirms that an existing one is already the customer's. */
export function attachPaymentMethod(
  account: Account,
  origin: Origin,
  id: string,
  customer: string,
): Stripe.PaymentMethod {
  const card = cardOfToken(id);
  if (!card) return ownPaymentMethod(account.records, id, customer, 'payment_method');
  assertAttachable(card);
  const expYear = new Date(account.now() * 1000).getUTCFullYear() + 1;
  return savePaymentMethod(account, origin, customer, card, { expMonth: 8, expYear });
}

const attach = parametersOf<Stripe.PaymentMethodAttachParams>()({
  customer: text,
  expand: expand.optional(),
  ...notModelled('customer_account'),
});

const list = parametersOf<Stripe.PaymentMethodListParams>()({
  ...paging,
  customer: text.optional(),
  type: choice('card').optional(),
  ...notModelled('allow_redisplay', 'customer_account'),
});

const listOfCustomer = parametersOf<Stripe.CustomerListPaymentMethodsParams>()({
  ...paging,
  type: choice('card').optional(),
  ...notModelled('allow_redisplay'),
});

const retrieve = parametersOf<Stripe.PaymentMethodRetrieveParams>()({ expand: expand.optional() });

const methodsOf = ({ paymentMethods }: Records, customer: string): Stripe.PaymentMethod[] =>
  paymentMethods.newestFirst().filter((method) => method.customer === customer);

export const paymentMethods: readonly Endpoint[] = [
  endpoint('POST /v1/payment_methods/:id/attach', 'payment_method', attach, (params, { account, id, origin }) => {
    const customer = livingCustomer(account.records, params.customer, 'customer');
    return attachPaymentMethod(account, origin, id, customer.id);
  }),
  endpoint('GET /v1/payment_methods', 'payment_method', list, (params, { account }) => {
    const methods = params.customer ? methodsOf(account.records, params.customer) : [];
    return page('/v1/payment_methods', methods, params);
  }),
  endpoint('GET /v1/payment_methods/:id', 'payment_method', retrieve, (_, { account, id }) =>
    account.records.paymentMethods.get(id),
  ),
  endpoint('GET /v1/customers/:id/payment_methods', 'payment_method', listOfCustomer, (params, { account, id }) =>
    page(
      `/v1/customers/${id}/payment_methods`,
      methodsOf(account.records, livingCustomer(account.records, id).id),
      params,
    ),
  ),
];
