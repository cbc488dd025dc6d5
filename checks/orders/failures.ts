import { billingFixtureFailures } from '#fixtures/billing/failures.ts';
import { deliveryFailures, paymentFailures } from '#fixtures/billing/payment-failures.ts';
import { orderFixtureFailures } from '#fixtures/orders/failures.ts';
import { lateLine, statusLine } from '#fixtures/outcome/common-failures.ts';
import type { FactsWith } from '#record/facts.ts';
import { defineFailures } from '#record/failure-code.ts';

/** How claims about orders fail; opening a checkout, paying it, and the way of its event fail as they do for subscriptions. */
export const orderFailures = {
  ...billingFixtureFailures,
  ...paymentFailures,
  ...deliveryFailures,
  ...orderFixtureFailures,
  ...defineFailures({
    /** `problem` is how: `by-id` or `by-list`. Whose order it was, is nobody's business here. */
    'order-told': {
      class: 'auth',
      message: ({ subject, count, problem }: FactsWith<'subject' | 'count' | 'problem'>) =>
        `${subject} is shown ${count === 1 ? 'an order' : `${count} orders`} of another user, ${problem === 'by-id' ? 'by its id' : 'in the list of their own'}`,
    },
    /** The database refuses the order: `problem` is the kind of its error. */
    'order-refused': { class: 'data', message: statusLine },
    /** The shop says itself that it takes no payments just now. */
    'payments-paused': { class: 'http-error', message: statusLine },
    'order-unnamed': {
      class: 'contract',
      message: ({ path, field }: FactsWith<'path' | 'field'>) => `${path} names no order under "${field}"`,
    },
    'order-of-session': {
      class: 'contract',
      message: ({ object }: FactsWith<'object'>) => `the checkout session ${object} does not name the order it is for`,
    },
    'order-missing': {
      class: 'data',
      message: ({ path }: FactsWith<'path'>) => `${path} does not show an order to its own user`,
    },
    'order-state': {
      class: 'data',
      message: ({ got, expected }: FactsWith<'got' | 'expected'>) => `a new order is "${got}", expected "${expected}"`,
    },
    /** `problem` says whether the event of the payment was acknowledged. */
    'order-not-paid': {
      class: 'data',
      message: ({ seconds, got, problem }: FactsWith<'seconds' | 'got' | 'problem'>) =>
        `paid at Stripe, ${problem === 'acknowledged' ? 'the event was taken' : 'the event was not taken'}, and after ${seconds} s the order is still "${got}"`,
    },
    'order-late': { class: 'latency', message: lateLine },
    'order-not-shown': {
      class: 'render',
      message: ({ path }: FactsWith<'path'>) => `${path} does not show as paid an order that is`,
    },
    'order-page-late': { class: 'latency', message: lateLine },
    'order-not-taken-back': {
      class: 'data',
      message: ({ got, expected, seconds }: FactsWith<'got' | 'expected' | 'seconds'>) =>
        `the payment has gone back at Stripe, and after ${seconds} s the order is "${got}", expected "${expected}"`,
    },
  }),
} as const;
