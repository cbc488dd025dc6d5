import type { Incident, Step } from '#diagnosis/incident.ts';
import { newTasks, watchIt } from '#diagnosis/steps.ts';
import { stripeStatus } from './steps.ts';

const kept = { scope: 'none', why: 'prices are kept at Stripe' } as const;

/** A price cannot be edited: the app is given another. */
const sellAnother = (which: string): Step => ({
  does: 'fresh-tasks',
  keepsWords: true,
  text: `Give the API the id of ${which}, then {restart}`,
  ...(newTasks.command && { command: newTasks.command }),
  expect:
    'the hosted page of a new checkout shows the right price -> list who was charged wrongly; the old one -> the setting',
});

const prices: Step = {
  text: 'what is for sale',
  command: 'stripe prices list --limit 100 --api-key "{stripe-key}"',
  expect:
    'the right one is there -> Do 2 with its id; it is not -> make it first; changed on purpose -> mend the target',
};

const refund = (text: string): Step => ({
  text,
  afterMinutes: 30,
  expect: 'subscriptions of the wrong price since it began -> refund the difference, move them to the right one',
});

/** What may keep a run from putting things back, other than that the user stays what it bought. */
const undoFailed = [
  ...[
    'status-unexpected',
    'no-answer',
    'connection-failed',
    'tls-failed',
    'name-unresolved',
    'edge-blocked',
    'answer-cut-off',
  ],
  ...['stripe-unavailable', 'stripe-refused', 'stripe-rate-limited', 'rate-limited', 'entitlement-untold'],
];

/** What else the audit finds in a Stripe account without buying anything. */
export const accountIncidents: readonly Incident[] = [
  {
    id: 'stripe-price',
    title: 'What is sold has the wrong amount at Stripe',
    severity: 'P1',
    affected: 'everyone who buys: they may be charged another amount than is promised',
    symptoms: ['another amount on the hosted page than on the pricing page'],
    signs: [{ check: 'billing/price', codes: ['price-amount', 'price-interval', 'price-missing'], outcome: 'any' }],
    firstChecks: [
      'Was the price changed on purpose? Then the target is out of date',
      'Which price id does the API use?',
    ],
    steps: [
      prices,
      sellAnother('the right price'),
      refund('price is right; list who was charged wrongly since, and refund'),
    ],
    selfHealing: 'Not by itself; each purchase adds one to be refunded.',
    rollback: kept,
  },
  {
    id: 'stripe-price-inactive',
    title: 'What is sold is inactive at Stripe',
    severity: 'P1',
    affected: 'everyone who wants to buy: Stripe opens no checkout for it',
    symptoms: ['checkout answers an error', '"price is inactive" in the API log'],
    signs: [{ check: 'billing/price', codes: ['price-inactive', 'product-archived'], outcome: 'any' }],
    firstChecks: ['Who archived it? Is there a new price that the API should use?'],
    steps: [
      {
        text: 'unarchive the price, by its id in the evidence',
        command: 'stripe prices update <price_id> -d active=true --api-key "{stripe-key}"',
        expect: '"active": true and a checkout opens; archived on purpose -> Do 2 with the price that replaces it',
      },
      sellAnother('the price that replaces it'),
      {
        text: 'active, checkout still fails; look at its product: that may be archived too',
        afterMinutes: 15,
        expect: '"active": false of the product -> unarchive it in the Dashboard, Product catalogue',
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: kept,
  },
  {
    id: 'stripe-price-currency',
    title: 'What is sold is in the wrong currency at Stripe',
    severity: 'P1',
    affected: 'everyone who buys: the same number in other money',
    symptoms: ['another currency on the hosted page'],
    signs: [{ check: 'billing/price', codes: ['price-currency'], outcome: 'any' }],
    firstChecks: ['Was the price made in the default currency of the account?'],
    steps: [
      prices,
      sellAnother('a price in the right currency'),
      refund('price is right; refund those who were charged wrongly'),
    ],
    selfHealing: 'Not by itself; each purchase adds one to be refunded.',
    rollback: kept,
  },
  {
    id: 'stripe-key-mode',
    title: "The Stripe key opens the other mode's data",
    severity: 'P1',
    affected: 'nobody by the run itself; whoever uses this key elsewhere mixes test and live',
    symptoms: ['livemode is not what the environment needs'],
    signs: [{ check: 'billing/audit', codes: ['stripe-key-mode'], outcome: 'any' }],
    firstChecks: ['Which key stands in the variable? Compare it with the dashboard of the account'],
    steps: [
      {
        text: 'Set the key of the right mode where Watchpost runs; roll one that lay in the wrong place',
        expect: 'the next run passes billing/audit; the app was given the same key -> Do 2',
      },
      {
        text: 'what the key opens',
        command: 'stripe balance retrieve --api-key "{stripe-key}"',
        expect: '"livemode" as the environment needs it -> done; not -> another variable of the same name is read',
      },
      {
        text: 'the app itself uses such a key; stop selling until it is changed',
        afterMinutes: 15,
        expect: 'sessions of the app begin with cs_test_ outside live, and with cs_live_ in it',
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'none', why: 'keys are no part of a release' },
  },
  {
    id: 'stripe-says-trouble',
    title: 'Stripe reports an outage of its own; it still answers us',
    severity: 'P3',
    affected: 'perhaps those who buy; all else works',
    symptoms: ['an incident on its status page'],
    signs: [{ check: 'billing/audit', codes: ['stripe-reports-outage'], outcome: 'degraded' }],
    firstChecks: ['Does the incident concern what the app uses: checkout, webhooks, the region?'],
    steps: [
      {
        ...stripeStatus,
        expect: 'checkout, webhooks or the region of the account -> tell support; anything else -> wait',
      },
      { ...watchIt, expect: 'purchases pass -> nothing to do; they fail -> tell buyers on the pricing page' },
      {
        text: 'purchases fail too; treat it as an outage of Stripe',
        afterMinutes: 30,
        expect: 'events arrive late -> sync who paid since once it is over',
      },
    ],
    selfHealing: 'With Stripe.',
    rollback: { scope: 'none', why: 'nothing of ours has changed the outcome' },
    thirdParty: 'Stripe',
  },
  {
    id: 'orphans-left',
    title: 'Earlier probes left test purchases at Stripe',
    severity: 'P3',
    affected: 'no user; a probe user may be premium before it buys',
    symptoms: ['subscriptions or open checkout sessions of probe users'],
    signs: [
      { check: 'billing/orphans', codes: ['probe-leftovers'], outcome: 'any' },
      { check: 'billing/undone', codes: undoFailed, outcome: 'any' },
      { check: 'orders/undone', codes: undoFailed.filter((code) => code.startsWith('stripe-')), outcome: 'any' },
    ],
    firstChecks: ['Was a run killed lately? Does another machine run now?'],
    steps: [
      {
        text: 'ends them, and nothing else (--dry-run only looks)',
        command: 'npm run sweep -- --target {target}',
        expect: 'swept -> done; held by a run -> wait for it; failed -> Do 2',
      },
      {
        text: 'one that the sweep could not end',
        command: 'stripe subscriptions cancel <sub_id> --api-key "{stripe-key}"',
        expect: '"status": "canceled" -> sweep again',
      },
      {
        text: 'they come back; the cancellation of the app does not end them',
        afterMinutes: 60,
        expect: 'billing/cancel fails -> that is the cause; it passes -> runs are killed before their end',
      },
    ],
    selfHealing: 'The next purchase of the same probe user takes them away.',
    rollback: { scope: 'none', why: 'they belong to the probe' },
  },
];
