import { paymentFailures } from '#fixtures/billing/payment-failures.ts';
import { lateLine, statusLine } from '#fixtures/outcome/common-failures.ts';
import type { FactsWith } from '#record/facts.ts';
import { defineFailures } from '#record/failure-code.ts';

/** How buying a subscription and cancelling it fail, one hop after the other. */
export const purchaseFailures = {
  ...paymentFailures,
  ...defineFailures({
    'probe-user-not-free': {
      class: 'entitlement',
      message: ({ tier }: FactsWith<'tier'>) =>
        `the probe user is still ${tier}: cancelled in the app and ended at Stripe before the purchase, which needs a free user`,
    },

    'checkout-customer-gone': {
      class: 'http-error',
      message: ({ status }: FactsWith<'status'>) =>
        `the checkout answered ${status}: data of this user, the app keeps a Stripe customer that is gone`,
    },
    'checkout-without-user': {
      class: 'contract',
      message: ({ object }: FactsWith<'object'>) => `the checkout session ${object} names no user of the app`,
    },
    'checkout-for-another-user': {
      class: 'contract',
      message: ({ object }: FactsWith<'object'>) =>
        `the checkout session ${object} names another user than the one who buys`,
    },
    'customer-untold': {
      class: 'contract',
      message: ({ path, field }: FactsWith<'path' | 'field'>) =>
        `${path} names no Stripe customer under "${field}", so that nothing can be paid without the hosted page`,
    },
    'subscription-inactive': {
      class: 'stripe',
      message: ({ object, expected, got }: FactsWith<'object' | 'expected' | 'got'>) =>
        `the subscription ${object} is ${got} at Stripe, expected ${expected}`,
    },
    'declined-card-paid': {
      class: 'stripe',
      message: () => 'the session is paid although its card was declined',
    },
    'decline-untold': {
      class: 'stripe',
      message: () => 'the hosted page does not say that the card was declined',
    },
    'premium-unpaid': {
      class: 'entitlement',
      message: () => 'the user is premium although the card was declined',
    },

    /** `problem` says whether the event was acknowledged, `path` which route was asked to reconcile, `repairedBy` that it did. */
    'premium-not-set': {
      class: 'entitlement',
      message: ({ seconds, problem, path, repairedBy }: FactsWith<'seconds' | 'problem' | 'tier'>) =>
        [
          path
            ? `billing/sync ${repairedBy ? 'repaired it' : 'did not repair it'}`
            : 'the target names no way to reconcile',
          problem === 'acknowledged' ? 'the event was delivered and accepted' : 'the event was not delivered',
        ]
          .join('; ')
          .concat(`, premium not set after ${seconds} s`),
    },
    'premium-late': { class: 'entitlement', message: lateLine },
    'premium-not-shown': {
      class: 'entitlement',
      message: ({ path }: FactsWith<'path'>) => `${path} does not show premium to a user whom the API calls premium`,
    },
    'premium-told-otherwise': {
      class: 'entitlement',
      message: ({ path, tier }: FactsWith<'path' | 'tier'>) =>
        `${path} tells the page ${tier} of a user whom it has just called premium`,
    },
    'upgrade-still-offered': {
      class: 'entitlement',
      message: ({ path }: FactsWith<'path'>) => `${path} shows premium, and still what only a free user is shown`,
    },
    'premium-page-late': { class: 'latency', message: lateLine },

    'sync-refused': { class: 'http-error', message: statusLine },
    'sync-without-effect': {
      class: 'entitlement',
      message: ({ path, tier }: FactsWith<'path' | 'tier'>) =>
        `after reconciling by ${path} the paying user is still ${tier}`,
    },

    'cancel-refused': { class: 'http-error', message: statusLine },
    'subscription-still-runs': {
      class: 'entitlement',
      message: () => 'the app says cancelled, and the subscription still runs at Stripe',
    },
    'cancellation-late': { class: 'entitlement', message: lateLine },
    'premium-after-cancel': {
      class: 'entitlement',
      message: () => 'the subscription ended at Stripe, and the user is still premium',
    },
    'free-late': { class: 'entitlement', message: lateLine },
  }),
} as const;
