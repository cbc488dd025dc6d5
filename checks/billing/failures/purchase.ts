import { lateLine, statusLine } from '#fixtures/outcome/common-failures.ts';
import type { FactsWith } from '#record/facts.ts';
import { defineFailures } from '#record/failure-code.ts';

const unnamed: Readonly<Record<string, string>> = {
  'no-address': 'an address to pay at',
  'no-session': 'the id of a checkout session in its address',
  'not-https': 'https in its address',
};

/** How buying and cancelling fail, one hop after the other. */
export const purchaseFailures = defineFailures({
  'probe-user-not-free': {
    class: 'entitlement',
    message: ({ tier }: FactsWith<'tier'>) =>
      `the probe user is still ${tier}: cancelled in the app and ended at Stripe before the purchase, which needs a free user`,
  },

  'checkout-refused': { class: 'http-error', message: statusLine },
  'checkout-customer-gone': {
    class: 'http-error',
    message: ({ status }: FactsWith<'status'>) =>
      `the checkout answered ${status}: data of this user, the app keeps a Stripe customer that is gone`,
  },
  /** The app hands on that Stripe was asked too often by this account: by the app, and by us. */
  'stripe-limit-behind-app': { class: 'rate-limited', message: statusLine },
  'checkout-unnamed': {
    class: 'contract',
    message: ({ path, problem }: FactsWith<'path' | 'problem'>) => `${path} answered without ${unnamed[problem]}`,
  },
  'checkout-session-unknown': {
    class: 'data',
    message: ({ object }: FactsWith<'object'>) =>
      `the account that our Stripe key opens has no checkout session ${object}, which the app handed out`,
  },
  'checkout-session-wrong': {
    class: 'contract',
    message: ({ object, field, expected, got }: FactsWith<'object' | 'field' | 'expected' | 'got'>) =>
      `the checkout session ${object} has ${field} ${got}, expected ${expected}`,
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
  'checkout-late': { class: 'latency', message: lateLine },

  'hosted-page-unopened': {
    class: 'stripe',
    message: ({ detail }: FactsWith<'detail'>) => `the hosted page does not open: ${detail}`,
  },
  'hosted-page-without-form': {
    class: 'stripe',
    message: () => 'the hosted page shows no way to pay',
  },
  'hosted-page-control-stuck': {
    class: 'stripe',
    message: ({ name, detail }: FactsWith<'name' | 'detail'>) =>
      `the hosted page shows "${name}" and it cannot be used: ${detail}`,
  },
  'hosted-page-late': { class: 'stripe', message: lateLine },
  'session-unpaid': {
    class: 'stripe',
    message: () => 'the card was entered, and Stripe does not call the session paid',
  },
  'return-address-wrong': {
    class: 'contract',
    message: ({ expected, got }: FactsWith<'expected' | 'got'>) =>
      `after the payment the hosted page leads to ${got}, expected ${expected}`,
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
  'payment-late': { class: 'stripe', message: lateLine },

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
});
