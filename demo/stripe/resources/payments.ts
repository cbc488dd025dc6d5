import type { Stripe } from 'stripe';
import { type Endpoint, endpoint } from '../wire/endpoint.ts';
import { notModelled, parametersOf } from '../wire/parameters.ts';
import { expand } from '../wire/values.ts';

const retrieveIntent = parametersOf<Stripe.PaymentIntentRetrieveParams>()({
  expand: expand.optional(),
  ...notModelled('client_secret'),
});

const retrieveCharge = parametersOf<Stripe.ChargeRetrieveParams>()({ expand: expand.optional() });

/** https://docs.stripe.com/api/payment_intents and https://docs.stripe.com/api/charges: what a one-time payment leaves. */
export const payments: readonly Endpoint[] = [
  endpoint('GET /v1/payment_intents/:id', 'payment_intent', retrieveIntent, (_, { account, id }) =>
    account.records.paymentIntents.get(id),
  ),
  endpoint('GET /v1/charges/:id', 'charge', retrieveCharge, (_, { account, id }) => account.records.charges.get(id)),
];
