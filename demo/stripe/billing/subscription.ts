import { Stripe } from 'stripe';
import type { Account } from '../account.ts';
import { newId } from '../records/ids.ts';
import type { Line } from './line.ts';
import { periodEnd } from './period.ts';

/** The older face of a price that every subscription item still carries: https://docs.stripe.com/api/plans/object */
function planOf({ price }: Line): Stripe.Plan {
  return {
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: Stripe.Decimal.from(price.unit_amount),
    billing_scheme: 'per_unit',
    created: price.created,
    currency: price.currency,
    id: price.id,
    interval: price.recurring.interval,
    interval_count: price.recurring.interval_count,
    livemode: price.livemode,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    object: 'plan',
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  };
}

function itemOf(line: Line, subscription: string, start: number): Stripe.SubscriptionItem {
  return {
    billing_thresholds: null,
    created: start,
    current_period_end: periodEnd(start, line.price.recurring),
    current_period_start: start,
    current_trial: null,
    discounts: [],
    id: newId('subscriptionItem'),
    metadata: {},
    object: 'subscription_item',
    plan: planOf(line),
    price: line.price,
    quantity: line.quantity,
    subscription,
    tax_rates: [],
  };
}

export interface NewSubscription {
  readonly customer: string;
  readonly lines: readonly Line[];
  readonly paymentMethod: string | null;
  readonly metadata: Stripe.Metadata;
  readonly description: string | null;
  readonly status: 'active' | 'incomplete';
}

/** https://docs.stripe.com/api/subscriptions/object; since 2025-03-31 the period stands on the items */
export function newSubscription(account: Account, params: NewSubscription): Stripe.Subscription {
  const id = newId('subscription');
  const now = account.now();
  return {
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: now,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: 'charge_automatically',
    created: now,
    currency: params.lines[0]?.price.currency ?? account.business.currency,
    customer: params.customer,
    customer_account: null,
    days_until_due: null,
    default_payment_method: params.paymentMethod,
    default_source: null,
    default_tax_rates: [],
    description: params.description,
    discounts: [],
    ended_at: null,
    id,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    items: {
      data: params.lines.map((line) => itemOf(line, id, now)),
      has_more: false,
      object: 'list',
      url: `/v1/subscription_items?subscription=${id}`,
    },
    latest_invoice: null,
    livemode: account.livemode,
    managed_payments: { enabled: false },
    metadata: params.metadata,
    next_pending_invoice_item_invoice: null,
    object: 'subscription',
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: ['card'],
      save_default_payment_method: 'off',
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: now,
    status: params.status,
    test_clock: null,
    transfer_data: null,
    trial_end: null,
    trial_settings: { end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'create_invoice' } },
    trial_start: null,
  };
}
