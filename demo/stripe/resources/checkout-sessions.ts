import type { Stripe } from 'stripe';
import { z } from 'zod';
import { createSession } from '../checkout/create-session.ts';
import { currentSession, expireSession } from '../checkout/lifecycle.ts';
import { create } from '../checkout/parameters.ts';
import { type Endpoint, endpoint } from '../wire/endpoint.ts';
import { invalid } from '../wire/errors.ts';
import { page, within } from '../wire/page.ts';
import { notModelled, parametersOf } from '../wire/parameters.ts';
import { choice, created, email, expand, metadata, paging, text } from '../wire/values.ts';
import { mergedMetadata } from './metadata.ts';

const list = parametersOf<Stripe.Checkout.SessionListParams>()({
  ...paging,
  created: created.optional(),
  customer: text.optional(),
  customer_details: z.strictObject({ email }).optional(),
  status: choice('complete', 'expired', 'open').optional(),
  payment_intent: text.optional(),
  subscription: text.optional(),
  ...notModelled('customer_account', 'payment_link'),
});

const retrieve = parametersOf<Stripe.Checkout.SessionRetrieveParams>()({ expand: expand.optional() });
const expire = parametersOf<Stripe.Checkout.SessionExpireParams>()({ expand: expand.optional() });

const update = parametersOf<Stripe.Checkout.SessionUpdateParams>()({
  expand: expand.optional(),
  metadata: metadata.optional(),
  ...notModelled('collected_information', 'line_items', 'payment_intent_data', 'shipping_options'),
});

/** https://docs.stripe.com/api/checkout/sessions */
export const checkoutSessions: readonly Endpoint[] = [
  endpoint('POST /v1/checkout/sessions', 'checkout_session', create, createSession),
  endpoint('GET /v1/checkout/sessions', 'checkout_session', list, (params, { account }) => {
    const matching = account.records.sessions
      .newestFirst()
      .map(({ id }) => currentSession(account, id))
      .filter(({ customer }) => !params.customer || customer === params.customer)
      .filter(({ payment_intent: intent }) => !params.payment_intent || intent === params.payment_intent)
      .filter(({ subscription }) => !params.subscription || subscription === params.subscription)
      .filter(({ status }) => !params.status || status === params.status)
      .filter(
        (session) => !params.customer_details || session.customer_details?.email === params.customer_details.email,
      )
      .filter((session) => within(session.created, params.created));
    return page('/v1/checkout/sessions', matching, params);
  }),
  endpoint('GET /v1/checkout/sessions/:id', 'checkout_session', retrieve, (_, { account, id }) =>
    currentSession(account, id),
  ),
  endpoint('POST /v1/checkout/sessions/:id', 'checkout_session', update, (params, { account, id }) => {
    const before = currentSession(account, id);
    return account.records.sessions.replace({
      ...before,
      metadata: mergedMetadata(before.metadata ?? {}, params.metadata),
    });
  }),
  endpoint('POST /v1/checkout/sessions/:id/expire', 'checkout_session', expire, (_, { account, id, origin }) => {
    const session = currentSession(account, id);
    if (session.status === 'open') return expireSession(account, origin, session);
    throw invalid(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
    );
  }),
  endpoint(
    'GET /v1/checkout/sessions/:id/line_items',
    'checkout_session',
    z.strictObject(paging),
    (params, { account, id }) => {
      const lines = account.records.lineItems.get(account.records.sessions.get(id).id) ?? [];
      return page(`/v1/checkout/sessions/${id}/line_items`, lines, params);
    },
  ),
];
