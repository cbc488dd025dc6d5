import type { Stripe } from 'stripe';
import { type Endpoint, endpoint } from '../wire/endpoint.ts';
import { invalid } from '../wire/errors.ts';
import { page, within } from '../wire/page.ts';
import { listOf, parametersOf } from '../wire/parameters.ts';
import { created, expand, flag, paging, text } from '../wire/values.ts';

const list = parametersOf<Stripe.EventListParams>()({
  ...paging,
  created: created.optional(),
  delivery_success: flag.optional(),
  type: text.optional(),
  types: listOf(text).optional(),
});

const retrieve = parametersOf<Stripe.EventRetrieveParams>()({ expand: expand.optional() });

/** `invoice.paid` fits itself and `invoice.*`: https://docs.stripe.com/api/events/list */
function fits(type: string, wanted: string): boolean {
  return wanted.endsWith('.*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}

/** `delivery_success` asks whether any endpoint still waits or has given up: the SDK's `EventListParams`. */
export const events: readonly Endpoint[] = [
  endpoint('GET /v1/events', 'event', list, (params, { account }) => {
    const { created: range, delivery_success: delivered, type, types } = params;
    if (type && types) throw invalid('You may only specify one of these parameters: type, types.');
    const wanted = type ? [type] : types;
    const matching = account.records.events
      .newestFirst()
      .filter((event) => !wanted || wanted.some((each) => fits(event.type, each)))
      .filter((event) => delivered === undefined || delivered === (event.pending_webhooks === 0))
      .filter((event) => within(event.created, range));
    return page('/v1/events', matching, params);
  }),
  endpoint('GET /v1/events/:id', 'event', retrieve, (_, { account, id }) => account.records.events.get(id)),
];
