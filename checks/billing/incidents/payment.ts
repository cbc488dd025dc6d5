import type { Incident, Sign } from '#diagnosis/incident.ts';
import { watchIt } from '#diagnosis/steps.ts';
import { lookForRollout, rollBack, stripeStatus, stripeStatusLast } from './steps.ts';

/** Every claim that asks Stripe. */
const askingStripe = [
  ...['audit', 'price', 'api-version', 'undelivered', 'orphans', 'declined-card', 'checkout', 'hosted-page'],
  ...['payment', 'webhook', 'replay', 'cancel'],
]
  .map((claim) => `billing/${claim}`)
  .concat(['checkout', 'payment', 'webhook', 'taken-back'].map((claim) => `orders/${claim}`));

/** The claims that pay on Stripe's page. */
const onItsPage = (sign: Omit<Sign, 'check'>): Sign[] =>
  ['billing/hosted-page', 'orders/payment'].map((check) => ({ check, ...sign }));

const unavailable = (check: string): Sign => ({ check, codes: ['stripe-unavailable'], outcome: 'any' });

const payByHand = {
  text: 'Pay once by hand with a test card in this environment',
  expect: 'it works -> only the check is blind: mend it in working hours; it fails -> Do 2',
};

export const paymentIncidents: readonly Incident[] = [
  {
    id: 'stripe-outage',
    title: 'Stripe answers with errors, or not at all',
    severity: 'P2',
    affected: 'everyone who wants to buy, for as long as Stripe fails; all else works',
    symptoms: ["5xx from Stripe's API", 'its status page shows an incident'],
    signs: [...askingStripe.map(unavailable), ...onItsPage({ codes: ['hosted-page-unopened'], outcome: 'any' })],
    firstChecks: ["Stripe's status page", 'Do other systems that use Stripe see it too?'],
    steps: [
      stripeStatus,
      {
        text: 'the same from another network',
        command: 'curl -sS -m 10 -o /dev/null -D - https://api.stripe.com/v1/balance',
        expect: '401 -> Stripe answers: look at our egress; 5xx or nothing -> Stripe: tell buyers on the pricing page',
      },
      {
        text: 'Stripe says all is well and we still fail; look at our key and our egress',
        afterMinutes: 30,
        expect: 'the request id of the evidence is in the Dashboard -> its reason stands there; it is not -> egress',
      },
    ],
    selfHealing: 'With Stripe. It sends missed webhooks again by itself (live: up to 3 days).',
    rollback: { scope: 'none', why: 'nothing of ours has changed the outcome' },
    thirdParty: 'Stripe',
  },
  {
    id: 'hosted-page-changed',
    title: "Stripe's hosted page is not what the check expects",
    severity: 'P3',
    affected: 'perhaps nobody: the page may only look different; pay by hand once to know',
    symptoms: ['the check cannot find a field, people pay all the same'],
    signs: [
      ...onItsPage({ codes: ['hosted-page-without-form', 'hosted-page-control-stuck'], outcome: 'any' }),
      {
        check: 'billing/declined-card',
        codes: ['hosted-page-without-form', 'hosted-page-control-stuck', 'decline-untold'],
        outcome: 'any',
      },
    ],
    firstChecks: ['Open the screenshot: another page, or only another layout?'],
    steps: [
      payByHand,
      stripeStatusLast,
      {
        text: 'it works by hand; mend the check in working hours',
        afterMinutes: 60,
        expect: 'a captcha -> buy with billing.mode api until it is gone; a new layout -> new selectors',
      },
    ],
    selfHealing: 'Not by itself when the layout has changed.',
    rollback: { scope: 'none', why: 'the page belongs to Stripe' },
    thirdParty: 'Stripe',
  },
  {
    id: 'hosted-page-slow',
    title: 'Stripe is slow to show its page or to take the card',
    severity: 'P3',
    affected: 'everyone who wants to buy: they wait, and some leave',
    symptoms: ['sales go on, fewer than usual'],
    signs: [
      ...onItsPage({ codes: ['hosted-page-late', 'payment-late'], outcome: 'degraded' }),
      { check: 'billing/payment', codes: ['payment-late'], outcome: 'degraded' },
    ],
    firstChecks: ["Stripe's status page", 'Is the runner itself slow? Then other pages are slow too'],
    steps: [
      stripeStatus,
      {
        ...watchIt,
        expect: 'within its budget -> over; slow again, pages of the app too -> the runner; only it -> Stripe',
      },
      {
        text: 'slower still; treat it as an outage of Stripe',
        afterMinutes: 60,
        expect: 'payments fail -> tell buyers on the pricing page; they only take long -> wait',
      },
    ],
    selfHealing: 'With Stripe.',
    rollback: { scope: 'none', why: 'the page belongs to Stripe' },
    thirdParty: 'Stripe',
  },
  {
    id: 'payment-not-taken',
    title: 'Stripe does not take the payment',
    severity: 'P2',
    affected: 'perhaps everyone who wants to buy; nobody is charged for nothing',
    symptoms: ['checkout sessions stay open', 'fewer payments than usual'],
    signs: [
      ...onItsPage({ codes: ['session-unpaid'], outcome: 'any' }),
      { check: 'billing/payment', codes: ['stripe-refused', 'subscription-inactive'] },
    ],
    firstChecks: ['Open the screenshot: a captcha, a refusal, or a field that was not filled?'],
    steps: [
      payByHand,
      stripeStatusLast,
      {
        text: 'it works by hand; mend the check in working hours',
        afterMinutes: 60,
        expect: 'a field that was not filled -> new selectors; a refusal -> its code in the Dashboard, Payments',
      },
    ],
    selfHealing: 'With Stripe, or not at all when its page has changed.',
    rollback: { scope: 'none', why: 'the payment is made at Stripe' },
    thirdParty: 'Stripe',
  },
  {
    id: 'return-address-wrong',
    title: 'After the payment Stripe does not lead back to the app',
    severity: 'P2',
    affected: 'everyone who buys: they have paid and land elsewhere; premium comes by the webhook all the same',
    symptoms: ['"I paid and got an error page"', 'began with a move of the site or a change of settings'],
    signs: onItsPage({ codes: ['return-address-wrong'], outcome: 'any' }),
    firstChecks: ['success_url of the session in the Dashboard: whose address is it?'],
    steps: [
      lookForRollout,
      rollBack('the page leads to {app}'),
      {
        text: 'not the release; set the address of the site in the settings of the API, {restart}',
        afterMinutes: 15,
        expect: 'a new session carries a success_url on {app}',
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'api', why: 'the address comes with the release or its settings' },
    logs: 'checkout',
  },
  {
    id: 'premium-unpaid',
    title: 'Premium was given without a payment',
    severity: 'P1',
    affected: 'the business: whoever begins a purchase may have premium for nothing',
    symptoms: ['more premium users than paid subscriptions'],
    signs: [{ check: 'billing/declined-card', codes: ['premium-unpaid'] }],
    firstChecks: ['Which event gave it? Only a paid session or an active subscription may'],
    steps: [
      lookForRollout,
      rollBack('a declined card leaves the user free'),
      {
        text: 'who has it for nothing: compare with subscriptions that are active',
        command: 'stripe subscriptions list --status active --limit 100 --api-key "{stripe-key}"',
        expect: 'premium users without one -> make them free by a sync',
      },
      {
        text: 'not the release; look at which events the handler takes for a payment',
        afterMinutes: 30,
        expect: 'checkout.session.completed without payment_status paid -> that is it',
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'api', why: 'what counts as paid is code' },
    logs: '?webhook ?entitlement',
  },
];
