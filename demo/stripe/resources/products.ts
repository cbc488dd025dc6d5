import type { Stripe } from 'stripe';
import type { Account, Origin } from '../account.ts';
import { newId } from '../records/ids.ts';
import { type Endpoint, endpoint } from '../wire/endpoint.ts';
import { page, within } from '../wire/page.ts';
import { listOf, notModelled, parametersOf } from '../wire/parameters.ts';
import { clearableText, created, expand, flag, metadata, paging, text } from '../wire/values.ts';
import { mergedMetadata } from './metadata.ts';

interface NewProduct {
  readonly name: string;
  readonly active?: boolean | undefined;
  readonly description?: string | undefined;
  readonly id?: string | undefined;
  readonly images?: string[] | undefined;
  readonly metadata?: Record<string, string> | null | undefined;
}

/** https://docs.stripe.com/api/products/object */
export function createProduct(account: Account, origin: Origin, params: NewProduct): Stripe.Product {
  const now = account.now();
  const product: Stripe.Product = {
    active: params.active ?? true,
    created: now,
    default_price: null,
    description: params.description ?? null,
    id: params.id ?? newId('product'),
    images: params.images ?? [],
    livemode: account.livemode,
    marketing_features: [],
    metadata: mergedMetadata({}, params.metadata),
    name: params.name,
    object: 'product',
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: null,
    updated: now,
    url: null,
  };
  account.publish('product.created', account.records.products.add(product), origin);
  return product;
}

const create = parametersOf<Stripe.ProductCreateParams>()({
  active: flag.optional(),
  description: text.optional(),
  expand: expand.optional(),
  id: text.optional(),
  images: listOf(text).optional(),
  metadata: metadata.optional(),
  name: text,
  ...notModelled('default_price_data', 'marketing_features', 'package_dimensions', 'shippable', 'statement_descriptor'),
  ...notModelled('tax_code', 'tax_details', 'type', 'unit_label', 'url'),
});

const update = parametersOf<Stripe.ProductUpdateParams>()({
  active: flag.optional(),
  default_price: text.optional(),
  description: clearableText.optional(),
  expand: expand.optional(),
  metadata: metadata.optional(),
  name: text.optional(),
  ...notModelled('images', 'marketing_features', 'package_dimensions', 'shippable', 'statement_descriptor'),
  ...notModelled('tax_code', 'tax_details', 'unit_label', 'url'),
});

const list = parametersOf<Stripe.ProductListParams>()({
  ...paging,
  active: flag.optional(),
  created: created.optional(),
  ids: listOf(text).optional(),
  ...notModelled('shippable', 'type', 'url'),
});

const retrieve = parametersOf<Stripe.ProductRetrieveParams>()({ expand: expand.optional() });

export const products: readonly Endpoint[] = [
  endpoint('POST /v1/products', 'product', create, (params, { account, origin }) =>
    createProduct(account, origin, params),
  ),
  endpoint('GET /v1/products', 'product', list, (params, { account }) => {
    const matching = account.records.products
      .newestFirst()
      .filter((product) => params.active === undefined || product.active === params.active)
      .filter((product) => !params.ids || params.ids.includes(product.id))
      .filter((product) => within(product.created, params.created));
    return page('/v1/products', matching, params);
  }),
  endpoint('GET /v1/products/:id', 'product', retrieve, (_, { account, id }) => account.records.products.get(id)),
  endpoint('POST /v1/products/:id', 'product', update, (params, { account, id, origin }) => {
    const before = account.records.products.get(id);
    if (params.default_price) account.records.prices.get(params.default_price, 'default_price');
    const after: Stripe.Product = {
      ...before,
      active: params.active ?? before.active,
      default_price: params.default_price ?? before.default_price ?? null,
      description: params.description === undefined ? before.description : params.description,
      metadata: mergedMetadata(before.metadata, params.metadata),
      name: params.name ?? before.name,
      updated: account.now(),
    };
    account.publish('product.updated', account.records.products.replace(after), origin);
    return after;
  }),
];
