import { Stripe } from 'stripe';
import type { z } from 'zod';
import type { Account, Origin } from '../account.ts';
import { newId } from '../records/ids.ts';
import { type Endpoint, endpoint } from '../wire/endpoint.ts';
import { invalid } from '../wire/errors.ts';
import { page, within } from '../wire/page.ts';
import { listOf, notModelled, parametersOf } from '../wire/parameters.ts';
import { atLeast, choice, created, currency, expand, flag, metadata, paging, text } from '../wire/values.ts';
import { mergedMetadata } from './metadata.ts';
import { createProduct } from './products.ts';

const interval = choice('day', 'month', 'week', 'year');

/** The parameters `recurring` and `product_data`, also part of a session's `price_data`. */
export const recurring = parametersOf<Stripe.PriceCreateParams.Recurring>()({
  interval,
  interval_count: atLeast(1).optional(),
  usage_type: choice('licensed').optional(),
  ...notModelled('meter', 'trial_period_days'),
});

export const productData = parametersOf<Stripe.PriceCreateParams.ProductData>()({
  active: flag.optional(),
  id: text.optional(),
  metadata: metadata.optional(),
  name: text,
  ...notModelled('statement_descriptor', 'tax_code', 'tax_details', 'unit_label'),
});

export interface NewPrice {
  readonly currency: string;
  readonly product?: string | undefined;
  readonly product_data?: z.output<typeof productData> | undefined;
  readonly recurring?: z.output<typeof recurring> | undefined;
  readonly unit_amount?: number | undefined;
  readonly active?: boolean | undefined;
  readonly lookup_key?: string | undefined;
  readonly metadata?: Record<string, string> | null | undefined;
  readonly nickname?: string | undefined;
}

function productOf(account: Account, origin: Origin, params: NewPrice): string {
  if (params.product) return account.records.products.get(params.product, 'product').id;
  if (params.product_data) return createProduct(account, origin, params.product_data).id;
  throw invalid('You must provide either product or product_data.', { code: 'parameter_missing', param: 'product' });
}

function recurrence(params: NonNullable<NewPrice['recurring']>): Stripe.Price.Recurring {
  return {
    interval: params.interval,
    interval_count: params.interval_count ?? 1,
    meter: null,
    trial_period_days: null,
    usage_type: 'licensed',
  };
}

/** https://docs.stripe.com/api/prices/object; amounts in the currency's smallest unit */
export function createPrice(account: Account, origin: Origin, params: NewPrice): Stripe.Price {
  if (params.unit_amount === undefined)
    throw invalid('Missing required param: unit_amount.', { code: 'parameter_missing', param: 'unit_amount' });
  const price: Stripe.Price = {
    active: params.active ?? true,
    billing_scheme: 'per_unit',
    created: account.now(),
    currency: params.currency,
    custom_unit_amount: null,
    id: newId('price'),
    livemode: account.livemode,
    lookup_key: params.lookup_key ?? null,
    metadata: mergedMetadata({}, params.metadata),
    nickname: params.nickname ?? null,
    object: 'price',
    product: productOf(account, origin, params),
    recurring: params.recurring ? recurrence(params.recurring) : null,
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: params.recurring ? 'recurring' : 'one_time',
    unit_amount: params.unit_amount,
    unit_amount_decimal: Stripe.Decimal.from(params.unit_amount),
  };
  account.publish('price.created', account.records.prices.add(price), origin);
  return price;
}

const create = parametersOf<Stripe.PriceCreateParams>()({
  active: flag.optional(),
  currency,
  expand: expand.optional(),
  lookup_key: text.optional(),
  metadata: metadata.optional(),
  nickname: text.optional(),
  product: text.optional(),
  product_data: productData.optional(),
  recurring: recurring.optional(),
  unit_amount: atLeast(0),
  ...notModelled('billing_scheme', 'currency_options', 'custom_unit_amount', 'tax_behavior', 'tiers', 'tiers_mode'),
  ...notModelled('transfer_lookup_key', 'transform_quantity', 'unit_amount_decimal'),
});

const list = parametersOf<Stripe.PriceListParams>()({
  ...paging,
  active: flag.optional(),
  created: created.optional(),
  lookup_keys: listOf(text).optional(),
  product: text.optional(),
  type: choice('one_time', 'recurring').optional(),
  ...notModelled('currency', 'recurring'),
});

const update = parametersOf<Stripe.PriceUpdateParams>()({
  active: flag.optional(),
  expand: expand.optional(),
  metadata: metadata.optional(),
  nickname: text.optional(),
  ...notModelled('currency_options', 'lookup_key', 'tax_behavior', 'transfer_lookup_key'),
});

const retrieve = parametersOf<Stripe.PriceRetrieveParams>()({ expand: expand.optional() });

/** A price's permission is still called `plan`: Stripe names `rak_plan_read` when it refuses. */
export const prices: readonly Endpoint[] = [
  endpoint('POST /v1/prices', 'plan', create, (params, { account, origin }) => createPrice(account, origin, params)),
  endpoint('GET /v1/prices', 'plan', list, (params, { account }) => {
    const matching = account.records.prices
      .newestFirst()
      .filter((price) => params.active === undefined || price.active === params.active)
      .filter((price) => !params.lookup_keys || params.lookup_keys.includes(price.lookup_key ?? ''))
      .filter((price) => !params.product || price.product === params.product)
      .filter((price) => !params.type || price.type === params.type)
      .filter((price) => within(price.created, params.created));
    return page('/v1/prices', matching, params);
  }),
  endpoint('GET /v1/prices/:id', 'plan', retrieve, (_, { account, id }) => account.records.prices.get(id)),
  endpoint('POST /v1/prices/:id', 'plan', update, (params, { account, id, origin }) => {
    const before = account.records.prices.get(id);
    const after: Stripe.Price = {
      ...before,
      active: params.active ?? before.active,
      metadata: mergedMetadata(before.metadata, params.metadata),
      nickname: params.nickname ?? before.nickname,
    };
    account.publish('price.updated', account.records.prices.replace(after), origin);
    return after;
  }),
];
