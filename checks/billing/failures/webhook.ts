import { lateLine, statusLine } from '#fixtures/outcome/common-failures.ts';
import type { FactsWith } from '#record/facts.ts';
import { defineFailures } from '#record/failure-code.ts';

type Unacknowledged = FactsWith<'name' | 'object' | 'seconds' | 'got'>;

/**
 * How the way of an event to the app fails. What the app answers to an event of our own with a bad signature is never the
 * `status` of a failure about genuine events, which nobody but Stripe and the app gets to see: it stands in `got`.
 */
export const webhookFailures = defineFailures({
  'event-without-endpoint': {
    class: 'webhook',
    message: ({ name }: FactsWith<'name'>) => `Stripe has no enabled endpoint of the app that gets ${name}`,
  },
  'event-not-made': {
    class: 'stripe',
    message: () => 'Stripe made no event of the payment',
  },
  'event-late': { class: 'stripe', message: lateLine },
  /** `problem` is what the app makes of a bad signature: `forgery-refused`, `forgery-failed` and so on. */
  'event-unacknowledged': {
    class: 'webhook',
    message: ({ name, seconds, got }: Unacknowledged & FactsWith<'problem'>) =>
      `${name} is not taken after ${seconds} s: the app answers a bad signature with ${got}`,
  },
  'event-blocked-by-edge': {
    class: 'edge-blocked',
    message: ({ name, seconds }: Unacknowledged) =>
      `${name} is not taken after ${seconds} s: the edge refuses it before the app`,
  },
  'acknowledgement-late': { class: 'webhook', message: lateLine },

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
});
