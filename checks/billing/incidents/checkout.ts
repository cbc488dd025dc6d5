import type { Incident } from '#diagnosis/incident.ts';
import { logOf } from '#diagnosis/steps.ts';
import { lookForRollout, rollBack } from './steps.ts';

export const checkoutIncidents: readonly Incident[] = [
  {
    id: 'checkout-broken',
    title: 'Opening a checkout fails',
    severity: 'P1',
    affected: 'everyone who wants to buy; nobody is charged',
    symptoms: ['errors on the checkout route', 'no new sessions in the Stripe dashboard'],
    signs: [{ check: 'billing/checkout', codes: ['checkout-refused', 'checkout-unnamed', 'checkout-session-wrong'] }],
    firstChecks: [
      'Did the request reach Stripe (Dashboard, Developers, Logs)?',
      'Key, price id and return address of the running revision',
    ],
    steps: [
      lookForRollout,
      rollBack('a checkout opens'),
      {
        ...logOf('?checkout ?Stripe'),
        expect: '"No such price" -> its price id; "API Key" -> its key; a stack -> the code of the route',
      },
      {
        text: 'not the release; compare key and price ids of the tasks with the Dashboard',
        afterMinutes: 15,
        expect: 'one differs -> set it and {restart}; all the same -> ask Stripe with the request id of the log',
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'api', why: 'the route worked with the release before' },
    logs: '?checkout ?Stripe',
  },
  {
    id: 'stale-customer',
    title: 'The app keeps a Stripe customer that is gone: this user cannot buy',
    severity: 'P2',
    affected: 'this user, and those whose Stripe customer was deleted too; others can buy',
    symptoms: ['"No such customer" in the log', 'the same people fail again and again'],
    signs: [{ check: 'billing/checkout', codes: ['checkout-customer-gone'], outcome: 'any' }],
    firstChecks: [
      'Was test data cleared at Stripe, or the key changed to another account?',
      'How many users are like that?',
    ],
    steps: [
      {
        text: "Empty the user's stripeCustomerId in the app's database",
        expect: 'their next checkout makes a new customer and opens; it fails again -> Do 2',
      },
      {
        ...logOf('"No such customer"'),
        expect: 'this user only -> done; many users -> the key belongs to another Stripe account: set the right one',
      },
      {
        text: 'many users: the key belongs to another Stripe account',
        afterMinutes: 30,
        expect: 'the account of the key (Dashboard, Settings) is not the one that sells -> set its key, {restart}',
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'none', why: 'the data is wrong, not the code' },
    logs: '"No such customer"',
  },
  {
    id: 'checkout-user-lost',
    title: 'A checkout is not opened for the user who buys',
    severity: 'P1',
    affected: 'everyone who buys: nobody, or another user, is given what they pay for',
    symptoms: ['payments that belong to no user of the app', '"I paid and nothing happened"'],
    signs: [{ check: 'billing/checkout', codes: ['checkout-without-user', 'checkout-for-another-user'] }],
    firstChecks: ['client_reference_id and metadata.userId of the session, in the Dashboard'],
    steps: [
      lookForRollout,
      rollBack('a new session carries the id of its user'),
      {
        text: 'who paid since: sessions whose user is missing or wrong',
        command: 'stripe checkout sessions list --limit 20 --api-key "{stripe-key}"',
        expect: 'each with payment_status paid -> give it to its user by the e-mail of its customer',
      },
      {
        text: 'not the release; look at how the route reads the signed-in user',
        afterMinutes: 15,
        expect: 'one user for all -> a cached session: stop selling until it is gone',
      },
    ],
    selfHealing: 'Not by itself: a session keeps the user that it was opened for.',
    rollback: { scope: 'api', why: 'what a session is opened with is code' },
    logs: 'checkout',
  },
  {
    id: 'stripe-account-differs',
    title: 'The app sells through a Stripe account that Watchpost does not look at',
    severity: 'P2',
    affected: 'perhaps nobody: buyers pay into the account of the app; what follows cannot be watched',
    symptoms: ['sessions of the app that are not in the dashboard that you look at'],
    signs: ['billing/checkout', 'orders/checkout'].map((check) => ({ check, codes: ['checkout-session-unknown'] })),
    firstChecks: ["Was the app's key or Watchpost's changed? Each account has keys of its own"],
    steps: [
      {
        text: 'the account that our key opens',
        command: 'stripe get /v1/account --api-key "{stripe-key}"',
        expect: 'the account that should sell -> the key of the app is wrong; another -> give Watchpost the right key',
      },
      {
        text: 'Give the app, or Watchpost, a key of the account that should sell; {restart} for the app',
        expect: 'billing/checkout finds the session',
      },
      {
        text: 'both keys are of one account; the session id is cut or altered on its way',
        afterMinutes: 30,
        expect: 'the id in the answer of the app is not the one in its log -> the code of the route',
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'none', why: 'keys are no part of a release' },
  },
];
