import type { Records } from '../records/records.ts';
import { invalid } from './errors.ts';
import { page } from './page.ts';

type Json = Record<string, unknown>;

/** Properties that hold an id and can hold its object instead: https://docs.stripe.com/api/expanding_objects */
const expandable: Readonly<Record<string, (records: Records, id: string) => object | undefined>> = {
  charge: (records, id) => records.charges.find(id),
  customer: (records, id) => records.customers.find(id),
  default_payment_method: (records, id) => records.paymentMethods.find(id),
  default_price: (records, id) => records.prices.find(id),
  invoice: (records, id) => records.invoices.find(id),
  latest_charge: (records, id) => records.charges.find(id),
  latest_invoice: (records, id) => records.invoices.find(id),
  payment_intent: (records, id) => records.paymentIntents.find(id),
  product: (records, id) => records.products.find(id),
  subscription: (records, id) => records.subscriptions.find(id),
};

/** Lists that an object leaves out unless asked. */
const includable: Readonly<Record<string, (records: Records, id: string) => object | undefined>> = {
  // Every price is in one currency, and none has tiers.
  'price.currency_options': () => undefined,
  'price.tiers': () => undefined,
  'checkout.session.line_items': (records, id) =>
    page(`/v1/checkout/sessions/${id}/line_items`, records.lineItems.get(id) ?? [], {}),
  'customer.subscriptions': (records, id) =>
    page(
      '/v1/subscriptions',
      records.subscriptions.newestFirst().filter(({ customer, status }) => customer === id && status !== 'canceled'),
      {},
    ),
};

const toJson = (value: object | undefined): unknown => value && JSON.parse(JSON.stringify(value));

function expandedValue(records: Records, holder: Json, key: string): unknown {
  const include = includable[`${holder['object']}.${key}`];
  if (include) return toJson(include(records, String(holder['id'])));
  const value = holder[key];
  const find = Object.hasOwn(expandable, key) ? expandable[key] : undefined;
  if (typeof value === 'string' && find) return toJson(find(records, value)) ?? value;
  if (value === null || typeof value === 'object') return value;
  throw invalid(`This property cannot be expanded (${key}).`, { param: 'expand' });
}

function expandPath(records: Records, holder: unknown, path: readonly string[]): void {
  const [key, ...rest] = path;
  if (key === undefined || typeof holder !== 'object' || holder === null) return;
  if (Array.isArray(holder)) {
    for (const entry of holder) expandPath(records, entry, path);
    return;
  }
  const json = holder as Json;
  json[key] = expandedValue(records, json, key);
  expandPath(records, json[key], rest);
}

/** A copy of an answer with the asked-for paths filled in, such as `latest_invoice` or `data.customer`. */
export function expanded(records: Records, answer: object, paths: readonly string[]): object {
  const copy = JSON.parse(JSON.stringify(answer));
  for (const path of paths) expandPath(records, copy, path.split('.'));
  return copy;
}
