import type { Stripe } from 'stripe';
import { type Endpoint, endpoint } from '../wire/endpoint.ts';
import { page, within } from '../wire/page.ts';
import { notModelled, parametersOf } from '../wire/parameters.ts';
import { choice, created, expand, paging, text } from '../wire/values.ts';

const list = parametersOf<Stripe.InvoiceListParams>()({
  ...paging,
  created: created.optional(),
  customer: text.optional(),
  status: choice('draft', 'open', 'paid', 'uncollectible', 'void').optional(),
  subscription: text.optional(),
  ...notModelled('collection_method', 'customer_account', 'due_date'),
});

const retrieve = parametersOf<Stripe.InvoiceRetrieveParams>()({ expand: expand.optional() });

const subscriptionOf = (invoice: Stripe.Invoice): unknown => invoice.parent?.subscription_details?.subscription;

/** https://docs.stripe.com/api/invoices */
export const invoices: readonly Endpoint[] = [
  endpoint('GET /v1/invoices', 'invoice', list, (params, { account }) => {
    const matching = account.records.invoices
      .newestFirst()
      .filter(({ customer }) => !params.customer || customer === params.customer)
      .filter((invoice) => !params.subscription || subscriptionOf(invoice) === params.subscription)
      .filter(({ status }) => !params.status || status === params.status)
      .filter((invoice) => within(invoice.created, params.created));
    return page('/v1/invoices', matching, params);
  }),
  endpoint('GET /v1/invoices/:id', 'invoice', retrieve, (_, { account, id }) => account.records.invoices.get(id)),
];
