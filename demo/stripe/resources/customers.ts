import type { Stripe } from 'stripe';
import { z } from 'zod';
import type { Account, Origin } from '../account.ts';
import { endSubscription } from '../billing/end-subscription.ts';
import { changes } from '../events.ts';
import { newId, randomText } from '../records/ids.ts';
import { livingCustomer } from '../records/records.ts';
import { type Endpoint, endpoint } from '../wire/endpoint.ts';
import { page, within } from '../wire/page.ts';
import { listOf, notModelled, parametersOf } from '../wire/parameters.ts';
import { search, searched } from '../wire/search.ts';
import { created, email, expand, metadata, paging, text } from '../wire/values.ts';
import { mergedMetadata } from './metadata.ts';
import { attachPaymentMethod, ownPaymentMethod } from './payment-methods.ts';

interface NewCustomer {
  readonly description?: string | undefined;
  readonly email?: string | undefined;
  readonly metadata?: Record<string, string> | null | undefined;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly preferred_locales?: string[] | undefined;
}

/** https://docs.stripe.com/api/customers/object */
export function createCustomer(account: Account, origin: Origin, params: NewCustomer): Stripe.Customer {
  const customer: Stripe.Customer = {
    address: null,
    balance: 0,
    created: account.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: params.description ?? null,
    discount: null,
    email: params.email ?? null,
    id: newId('customer'),
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: account.livemode,
    metadata: mergedMetadata({}, params.metadata),
    name: params.name ?? null,
    next_invoice_sequence: 1,
    object: 'customer',
    phone: params.phone ?? null,
    preferred_locales: params.preferred_locales ?? [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
  account.publish('customer.created', account.records.customers.add(customer), origin);
  return customer;
}

const invoiceSettings = z.strictObject({
  default_payment_method: text.optional(),
  ...notModelled('custom_fields', 'footer', 'rendering_options'),
});

const written = {
  description: text.optional(),
  email: email.optional(),
  expand: expand.optional(),
  invoice_settings: invoiceSettings.optional(),
  metadata: metadata.optional(),
  name: text.optional(),
  phone: text.optional(),
  preferred_locales: listOf(text).optional(),
  ...notModelled('address', 'balance', 'business_name', 'cash_balance', 'individual_name', 'invoice_prefix'),
  ...notModelled('next_invoice_sequence', 'shipping', 'source', 'tax', 'tax_exempt', 'validate'),
};

const create = parametersOf<Stripe.CustomerCreateParams>()({
  ...written,
  payment_method: text.optional(),
  ...notModelled('tax_id_data', 'test_clock'),
});

const update = parametersOf<Stripe.CustomerUpdateParams>()({ ...written, ...notModelled('default_source') });

const list = parametersOf<Stripe.CustomerListParams>()({
  ...paging,
  created: created.optional(),
  email: text.optional(),
  ...notModelled('test_clock'),
});

const retrieve = parametersOf<Stripe.CustomerRetrieveParams>()({ expand: expand.optional() });

function updateCustomer(
  account: Account,
  origin: Origin,
  id: string,
  params: z.output<typeof update>,
): Stripe.Customer {
  const before = livingCustomer(account.records, id);
  const method = params.invoice_settings?.default_payment_method;
  if (method) ownPaymentMethod(account.records, method, id, 'invoice_settings[default_payment_method]');
  const after: Stripe.Customer = {
    ...before,
    description: params.description ?? before.description,
    email: params.email ?? before.email,
    metadata: mergedMetadata(before.metadata, params.metadata),
    name: params.name ?? before.name ?? null,
    phone: params.phone ?? before.phone ?? null,
    preferred_locales: params.preferred_locales ?? before.preferred_locales ?? [],
    ...(method && { invoice_settings: { ...before.invoice_settings, default_payment_method: method } }),
  };
  account.publish('customer.updated', account.records.customers.replace(after), origin, changes(before, after));
  return after;
}

/** Permanent, and ends the customer's subscriptions at once: https://docs.stripe.com/api/customers/delete */
function deleteCustomer(account: Account, origin: Origin, id: string): Stripe.DeletedCustomer {
  const customer = livingCustomer(account.records, id);
  for (const subscription of account.records.subscriptions.newestFirst()) {
    if (subscription.customer === id && subscription.status !== 'canceled') {
      endSubscription(account, origin, subscription);
    }
  }
  account.publish('customer.deleted', customer, origin);
  return account.records.customers.replace({ deleted: true, id, object: 'customer' }) as Stripe.DeletedCustomer;
}

const living = (customer: Stripe.Customer | Stripe.DeletedCustomer): customer is Stripe.Customer => !customer.deleted;

export const customers: readonly Endpoint[] = [
  endpoint('POST /v1/customers', 'customer', create, (params, { account, origin }) => {
    const { invoice_settings, payment_method, ...fresh } = params;
    const customer = createCustomer(account, origin, fresh);
    if (!payment_method) return customer;
    const method = attachPaymentMethod(account, origin, payment_method, customer.id);
    if (!invoice_settings?.default_payment_method) return customer;
    return updateCustomer(account, origin, customer.id, { invoice_settings: { default_payment_method: method.id } });
  }),
  endpoint('GET /v1/customers', 'customer', list, (params, { account }) => {
    const matching = account.records.customers
      .newestFirst()
      .filter(living)
      .filter((customer) => !params.email || customer.email === params.email)
      .filter((customer) => within(customer.created, params.created));
    return page('/v1/customers', matching, params);
  }),
  endpoint('GET /v1/customers/search', 'customer', searched, (params, { account }) =>
    search('/v1/customers/search', account.records.customers.newestFirst().filter(living), params),
  ),
  endpoint('GET /v1/customers/:id', 'customer', retrieve, (_, { account, id }) => account.records.customers.get(id)),
  endpoint('POST /v1/customers/:id', 'customer', update, (params, { account, id, origin }) =>
    updateCustomer(account, origin, id, params),
  ),
  endpoint('DELETE /v1/customers/:id', 'customer', z.strictObject({}), (_, { account, id, origin }) =>
    deleteCustomer(account, origin, id),
  ),
];
