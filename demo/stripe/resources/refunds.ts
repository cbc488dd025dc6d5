import type { Stripe } from 'stripe';
import type { z } from 'zod';
import type { Account, Origin } from '../account.ts';
import { newId } from '../records/ids.ts';
import { type Endpoint, endpoint } from '../wire/endpoint.ts';
import { invalid } from '../wire/errors.ts';
import { page, within } from '../wire/page.ts';
import { notModelled, parametersOf } from '../wire/parameters.ts';
import { choice, created, expand, metadata, paging, text } from '../wire/values.ts';
import { mergedMetadata } from './metadata.ts';

const create = parametersOf<Stripe.RefundCreateParams>()({
  charge: text.optional(),
  expand: expand.optional(),
  metadata: metadata.optional(),
  payment_intent: text.optional(),
  reason: choice('duplicate', 'fraudulent', 'requested_by_customer').optional(),
  ...notModelled('amount', 'currency', 'customer', 'instructions_email', 'origin'),
  ...notModelled('refund_application_fee', 'reverse_transfer'),
});

type RefundParams = z.output<typeof create>;

const list = parametersOf<Stripe.RefundListParams>()({
  ...paging,
  charge: text.optional(),
  created: created.optional(),
  payment_intent: text.optional(),
});

const retrieve = parametersOf<Stripe.RefundRetrieveParams>()({ expand: expand.optional() });

function chargeOf({ records }: Account, params: RefundParams): Stripe.Charge {
  if (params.charge) return records.charges.get(params.charge, 'charge');
  if (!params.payment_intent)
    throw invalid('One of the following params should be provided for this request: payment_intent or charge.');
  return records.charges.get(
    String(records.paymentIntents.get(params.payment_intent, 'payment_intent').latest_charge),
    'charge',
  );
}

/** Gives the whole payment back: https://docs.stripe.com/api/refunds/object */
function refund(account: Account, origin: Origin, charge: Stripe.Charge, params: RefundParams): Stripe.Refund {
  if (charge.refunded)
    throw invalid(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  const made: Stripe.Refund = {
    amount: charge.amount,
    balance_transaction: null,
    charge: charge.id,
    created: account.now(),
    currency: charge.currency,
    customer: charge.customer as string | null,
    customer_account: null,
    id: newId('refund'),
    metadata: mergedMetadata({}, params.metadata),
    object: 'refund',
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  };
  account.records.refunds.add(made);
  const after = account.records.charges.replace({ ...charge, amount_refunded: charge.amount, refunded: true });
  account.publish('refund.created', made, origin);
  account.publish('charge.refunded', after, origin, { amount_refunded: 0, refunded: false });
  return made;
}

/** A refund needs the permission for charges: https://docs.stripe.com/keys/restricted-api-keys */
export const refunds: readonly Endpoint[] = [
  endpoint('POST /v1/refunds', 'charge', create, (params, { account, origin }) =>
    refund(account, origin, chargeOf(account, params), params),
  ),
  endpoint('GET /v1/refunds', 'charge', list, (params, { account }) => {
    const matching = account.records.refunds
      .newestFirst()
      .filter(({ charge }) => !params.charge || charge === params.charge)
      .filter(({ payment_intent: intent }) => !params.payment_intent || intent === params.payment_intent)
      .filter((one) => within(one.created, params.created));
    return page('/v1/refunds', matching, params);
  }),
  endpoint('GET /v1/refunds/:id', 'charge', retrieve, (_, { account, id }) => account.records.refunds.get(id)),
];
