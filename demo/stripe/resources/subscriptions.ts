import type { Stripe } from 'stripe';
import { z } from 'zod';
import type { Account, Origin } from '../account.ts';
import { endSubscription } from '../billing/end-subscription.ts';
import { type Line, recurringLine } from '../billing/line.ts';
import { subscribe } from '../billing/subscribe.ts';
import { charge } from '../cards.ts';
import { changes } from '../events.ts';
import { livingCustomer } from '../records/records.ts';
import { type Endpoint, endpoint } from '../wire/endpoint.ts';
import { invalid, missing, Refusal } from '../wire/errors.ts';
import { page, within } from '../wire/page.ts';
import { listOf, notModelled, parametersOf } from '../wire/parameters.ts';
import { search, searched } from '../wire/search.ts';
import { atLeast, choice, clearableText, created, expand, flag, metadata, paging, text } from '../wire/values.ts';
import { mergedMetadata } from './metadata.ts';
import { attachPaymentMethod } from './payment-methods.ts';

const item = parametersOf<Stripe.SubscriptionCreateParams.Item>()({
  price: text,
  quantity: atLeast(1).optional(),
  ...notModelled('billing_thresholds', 'discounts', 'metadata', 'plan', 'price_data', 'tax_rates'),
  ...notModelled('current_trial'),
});

const create = parametersOf<Stripe.SubscriptionCreateParams>()({
  cancel_at_period_end: flag.optional(),
  collection_method: choice('charge_automatically').optional(),
  customer: text,
  default_payment_method: text.optional(),
  description: text.optional(),
  expand: expand.optional(),
  items: listOf(item),
  metadata: metadata.optional(),
  off_session: flag.optional(),
  payment_behavior: choice('allow_incomplete', 'default_incomplete', 'error_if_incomplete').optional(),
  proration_behavior: choice('always_invoice', 'create_prorations', 'none').optional(),
  ...notModelled('add_invoice_items', 'application_fee_percent', 'automatic_tax', 'backdate_start_date'),
  ...notModelled('billing_cycle_anchor', 'billing_cycle_anchor_config', 'billing_mode', 'billing_schedules'),
  ...notModelled('billing_thresholds', 'cancel_at', 'currency', 'customer_account', 'days_until_due', 'default_source'),
  ...notModelled('default_tax_rates', 'discounts', 'invoice_settings', 'on_behalf_of', 'payment_settings'),
  ...notModelled('pending_invoice_item_interval', 'transfer_data', 'trial_end', 'trial_from_plan'),
  ...notModelled('trial_period_days', 'trial_settings'),
});

const cancellationDetails = z.strictObject({
  comment: clearableText.optional(),
  feedback: clearableText.optional(),
  ...notModelled('feedback_option'),
});

const update = parametersOf<Stripe.SubscriptionUpdateParams>()({
  cancel_at_period_end: flag.optional(),
  cancellation_details: cancellationDetails.optional(),
  description: clearableText.optional(),
  expand: expand.optional(),
  metadata: metadata.optional(),
  proration_behavior: choice('always_invoice', 'create_prorations', 'none').optional(),
  ...notModelled('add_invoice_items', 'application_fee_percent', 'automatic_tax', 'billing_cycle_anchor'),
  ...notModelled('billing_schedules', 'billing_thresholds', 'cancel_at', 'collection_method', 'days_until_due'),
  ...notModelled('default_payment_method', 'default_source', 'default_tax_rates', 'discounts', 'invoice_settings'),
  ...notModelled('items', 'off_session', 'on_behalf_of', 'pause_collection', 'payment_behavior', 'payment_settings'),
  ...notModelled('pending_invoice_item_interval', 'proration_date', 'transfer_data', 'trial_end', 'trial_from_plan'),
  ...notModelled('trial_settings'),
});

const cancel = parametersOf<Stripe.SubscriptionCancelParams>()({
  cancellation_details: cancellationDetails.optional(),
  expand: expand.optional(),
  invoice_now: flag.optional(),
  prorate: flag.optional(),
});

const list = parametersOf<Stripe.SubscriptionListParams>()({
  ...paging,
  created: created.optional(),
  customer: text.optional(),
  price: text.optional(),
  status: choice(
    ...(['active', 'all', 'canceled', 'ended', 'incomplete', 'incomplete_expired', 'past_due', 'paused'] as const),
    ...(['trialing', 'unpaid'] as const),
  ).optional(),
  ...notModelled('automatic_tax', 'collection_method', 'current_period_end', 'current_period_start'),
  ...notModelled('customer_account', 'plan', 'test_clock'),
});

const retrieve = parametersOf<Stripe.SubscriptionRetrieveParams>()({ expand: expand.optional() });

/** The method to charge: the one given, which may be a test token, or else the customer's own default. */
function methodFor(account: Account, origin: Origin, customer: Stripe.Customer, given: string | undefined) {
  if (given) return attachPaymentMethod(account, origin, given, customer.id).id;
  return customer.invoice_settings.default_payment_method as string | null;
}

/** Charges the first invoice. A decline is thrown on, or leaves the subscription incomplete, as `payment_behavior` says. */
function chargeFirst(account: Account, method: string | null, behavior: string): 'active' | 'incomplete' {
  if (behavior === 'default_incomplete') return 'incomplete';
  if (!method) {
    throw invalid('This customer has no attached payment source or default payment method.', {
      code: 'resource_missing',
    });
  }
  try {
    charge(account.records.cards.get(method));
    return 'active';
  } catch (error) {
    if (behavior === 'allow_incomplete' && error instanceof Refusal) return 'incomplete';
    throw error;
  }
}

/** https://docs.stripe.com/api/subscriptions/create */
function createSubscription(account: Account, origin: Origin, params: z.output<typeof create>): Stripe.Subscription {
  const customer = livingCustomer(account.records, params.customer, 'customer');
  const lines = params.items.map(({ price, quantity = 1 }, index): Line => {
    const param = `items[${index}][price]`;
    return recurringLine(account.records.prices.get(price, param), quantity, param);
  });
  const paymentMethod = methodFor(account, origin, customer, params.default_payment_method);
  const status = chargeFirst(account, paymentMethod, params.payment_behavior ?? 'allow_incomplete');
  const { subscription } = subscribe(account, origin, customer, {
    description: params.description ?? null,
    lines,
    metadata: mergedMetadata({}, params.metadata),
    paymentMethod: params.default_payment_method ? paymentMethod : null,
    status,
  });
  return subscription;
}

function updateSubscription(account: Account, origin: Origin, id: string, params: z.output<typeof update>) {
  const before = account.records.subscriptions.get(id);
  if (before.status === 'canceled') {
    throw invalid('A canceled subscription can only update its cancellation_details and metadata.');
  }
  const ending = params.cancel_at_period_end ?? before.cancel_at_period_end;
  const after: Stripe.Subscription = {
    ...before,
    cancel_at: ending ? (before.items.data[0]?.current_period_end ?? null) : null,
    cancel_at_period_end: ending,
    canceled_at: ending ? (before.canceled_at ?? account.now()) : null,
    cancellation_details: {
      comment: params.cancellation_details?.comment ?? null,
      feedback: params.cancellation_details?.feedback ?? null,
      feedback_option: null,
      reason: ending ? 'cancellation_requested' : null,
    },
    description: params.description === undefined ? before.description : params.description,
    metadata: mergedMetadata(before.metadata, params.metadata),
  };
  account.publish(
    'customer.subscription.updated',
    account.records.subscriptions.replace(after),
    origin,
    changes(before, after),
  );
  return after;
}

/** Without a status the list leaves out what was canceled: https://docs.stripe.com/api/subscriptions/list */
function hasStatus(subscription: Stripe.Subscription, wanted: string | undefined): boolean {
  if (wanted === 'all') return true;
  if (wanted === 'ended') return ['canceled', 'incomplete_expired'].includes(subscription.status);
  return wanted ? subscription.status === wanted : subscription.status !== 'canceled';
}

export const subscriptions: readonly Endpoint[] = [
  endpoint('POST /v1/subscriptions', 'subscription', create, (params, { account, origin }) =>
    createSubscription(account, origin, params),
  ),
  endpoint('GET /v1/subscriptions', 'subscription', list, (params, { account }) => {
    const matching = account.records.subscriptions
      .newestFirst()
      .filter((subscription) => hasStatus(subscription, params.status))
      .filter(({ customer }) => !params.customer || customer === params.customer)
      .filter(({ items }) => !params.price || items.data.some(({ price }) => price.id === params.price))
      .filter((subscription) => within(subscription.created, params.created));
    return page('/v1/subscriptions', matching, params);
  }),
  endpoint('GET /v1/subscriptions/search', 'subscription', searched, (params, { account }) =>
    search('/v1/subscriptions/search', account.records.subscriptions.newestFirst(), params),
  ),
  endpoint('GET /v1/subscriptions/:id', 'subscription', retrieve, (_, { account, id }) =>
    account.records.subscriptions.get(id),
  ),
  endpoint('POST /v1/subscriptions/:id', 'subscription', update, (params, { account, id, origin }) =>
    updateSubscription(account, origin, id, params),
  ),
  endpoint('DELETE /v1/subscriptions/:id', 'subscription', cancel, (params, { account, id, origin }) => {
    const subscription = account.records.subscriptions.get(id);
    if (subscription.status === 'canceled') throw missing('subscription', id);
    const { comment = null, feedback = null } = params.cancellation_details ?? {};
    return endSubscription(account, origin, subscription, { comment, feedback });
  }),
];
