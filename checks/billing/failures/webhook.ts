import { deliveryFailures } from '#fixtures/billing/payment-failures.ts';
import { statusLine } from '#fixtures/outcome/common-failures.ts';
import type { FactsWith } from '#record/facts.ts';
import { defineFailures } from '#record/failure-code.ts';

/** How the way of an event to the app fails. */
export const webhookFailures = {
  ...deliveryFailures,
  ...defineFailures({
    'forgery-accepted': { class: 'webhook', message: statusLine },
    'forgery-failed': { class: 'webhook', message: statusLine },

    /** `problem` is what the refusal says of its reason, in a word of the log's signs; `unsaid` where it says none. */
    'signed-event-refused': {
      class: 'webhook',
      message: ({ problem }: FactsWith<'status' | 'problem'>) =>
        problem === 'body-parsed' || problem === 'body-changed'
          ? 'the webhook refuses a signed event and says why: the body is parsed before it is verified'
          : 'the webhook refuses an event signed with the secret given: the two secrets differ',
    },
    'spaced-event-refused': {
      class: 'webhook',
      message: () => 'the webhook refuses a signed event for its white space: the body is parsed before it is verified',
    },
    'signed-event-failed': { class: 'webhook', message: statusLine },
    'stale-signature-accepted': { class: 'webhook', message: statusLine },

    /** The route is not there, or leads elsewhere. */
    'webhook-unrouted': { class: 'webhook', message: statusLine },
    'webhook-answer-unexpected': { class: 'webhook', message: statusLine },

    'replay-refused': { class: 'webhook', message: statusLine },
    'replay-took-premium': {
      class: 'entitlement',
      message: ({ tier }: FactsWith<'tier'>) => `the user is ${tier} after the same event came twice`,
    },
    'replay-doubled': {
      class: 'entitlement',
      message: ({ count, expected }: FactsWith<'count' | 'expected'>) =>
        `the user has ${count} subscriptions after the same event came twice, expected ${expected}`,
    },
  }),
} as const;
