import type { Stripe } from 'stripe';
import type { Account, Origin } from '../account.ts';

/** Cancels at once: https://docs.stripe.com/api/subscriptions/cancel */
export function endSubscription(
  account: Account,
  origin: Origin,
  subscription: Stripe.Subscription,
  details: Partial<Stripe.Subscription.CancellationDetails> = {},
): Stripe.Subscription {
  const now = account.now();
  const ended: Stripe.Subscription = {
    ...subscription,
    cancel_at_period_end: false,
    canceled_at: subscription.canceled_at ?? now,
    cancellation_details: {
      comment: details.comment ?? null,
      feedback: details.feedback ?? null,
      feedback_option: null,
      reason: 'cancellation_requested',
    },
    ended_at: now,
    status: 'canceled',
  };
  account.publish('customer.subscription.deleted', account.records.subscriptions.replace(ended), origin);
  return ended;
}
