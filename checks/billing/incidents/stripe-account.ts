import type { Incident, Step } from '#diagnosis/incident.ts';
import { watchIt } from '#diagnosis/steps.ts';

const paidAndFree = 'everyone who buys pays and gets nothing';
const setting = { scope: 'none', why: 'the endpoint is a setting at Stripe' } as const;

const endpoints: Step = {
  text: 'status, address, events',
  command: 'stripe webhook_endpoints list --api-key "{stripe-key}"',
};

const prices: Step = { text: 'what is for sale', command: 'stripe prices list --api-key "{stripe-key}"' };

const repairOne: Step = {
  text: 'as one who paid: brings premium now',
  command: 'curl -sS -m 30 -X POST {api}{sync} -H "Authorization: Bearer $TOKEN"',
};

const notSentAgain = 'Not by itself. What happened meanwhile is not sent again: resend or sync.';

/** What the audit finds in a Stripe account without buying anything: each finding is an incident of its own. */
export const stripeAccountIncidents: readonly Incident[] = [
  {
    id: 'webhook-disabled',
    title: "The app's webhook endpoint is disabled at Stripe",
    severity: 'P1',
    affected: paidAndFree,
    symptoms: ['no deliveries at all', 'an e-mail from Stripe that the endpoint was disabled'],
    signs: [{ check: 'billing/audit', classes: ['webhook'], says: /is disabled at Stripe/, outcome: 'any' }],
    firstChecks: ['Disabled by Stripe after days of errors? Then the errors come first', 'By hand? Who, and why?'],
    steps: [
      endpoints,
      { text: 'Stripe dashboard: enable the endpoint for {webhook}' },
      repairOne,
      { text: 'enabled, nothing arrives; pay once more and look at the deliveries', afterMinutes: 15 },
    ],
    selfHealing: notSentAgain,
    rollback: setting,
  },
  {
    id: 'webhook-elsewhere',
    title: "Stripe's webhook endpoint points at another address",
    severity: 'P1',
    affected: paidAndFree,
    symptoms: ['deliveries go out and never reach the API', 'a host or a path was changed lately'],
    signs: [{ check: 'billing/audit', classes: ['webhook'], says: /points at .+, the app is at/, outcome: 'any' }],
    firstChecks: ['Did the API move, or was the endpoint edited?', 'Does the other address belong to you?'],
    steps: [
      endpoints,
      { text: 'Stripe dashboard: give the endpoint the address {webhook}; its secret stays' },
      repairOne,
      { text: 'right address, nothing arrives; pay once more and look at the deliveries', afterMinutes: 15 },
    ],
    selfHealing: notSentAgain,
    rollback: setting,
  },
  {
    id: 'webhook-missing',
    title: 'No webhook endpoint at Stripe has the address of the app',
    severity: 'P1',
    affected: paidAndFree,
    symptoms: ['no deliveries at all', 'perhaps the key of another account'],
    signs: [
      { check: 'billing/audit', classes: ['webhook'], says: /no webhook endpoint of the account/, outcome: 'any' },
    ],
    firstChecks: ['Is it the right Stripe account, in the right mode?', 'Was the endpoint deleted?'],
    steps: [
      endpoints,
      { text: 'Create it for {webhook}; put its new secret into STRIPE_WEBHOOK_SECRET; start new tasks' },
      repairOne,
      { text: 'created, deliveries answer 400; the API still has the old secret', afterMinutes: 15 },
    ],
    selfHealing: notSentAgain,
    rollback: setting,
  },
  {
    id: 'webhook-events-missing',
    title: "Stripe's webhook endpoint does not get events that the app needs",
    severity: 'P1',
    affected: 'everyone whose purchase or cancellation is told by such an event',
    symptoms: ['some changes arrive, others never do'],
    signs: [{ check: 'billing/audit', classes: ['webhook'], says: /does not get/, outcome: 'any' }],
    firstChecks: ['Which events? Does the release need new ones that nobody subscribed to?'],
    steps: [
      endpoints,
      { text: 'Stripe dashboard: add the missing events to the endpoint for {webhook}' },
      repairOne,
      { text: 'added; sync those who bought or cancelled meanwhile', afterMinutes: 15 },
    ],
    selfHealing: notSentAgain,
    rollback: setting,
  },
  {
    id: 'webhook-api-version',
    title: "The webhook endpoint's API version is not the app's",
    severity: 'P2',
    affected: 'nobody yet; a field that the handler reads may be gone or moved',
    symptoms: ['handler errors on some events', 'began with a change of the endpoint or of the SDK'],
    signs: [{ check: 'billing/api-version', classes: ['webhook'], outcome: 'any' }],
    firstChecks: ['Which version does the SDK of the running release pin?'],
    steps: [
      endpoints,
      { text: 'Make a second endpoint in the wanted version, then take the old one away: a version cannot be edited' },
      watchIt,
      { text: 'handler fails already; treat it as failing', afterMinutes: 60 },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'none', why: 'the version is a setting of the endpoint' },
  },
  {
    id: 'events-undelivered',
    title: 'Events of the last day wait at Stripe',
    severity: 'P2',
    affected: 'those whom these events are about: paid and still free, or ended and still premium',
    symptoms: ['events with pending webhooks in the dashboard'],
    signs: [{ check: 'billing/undelivered', classes: ['webhook'], outcome: 'any' }],
    firstChecks: ['Was the webhook down earlier today? Then they are left over from it', 'Always the same type?'],
    steps: [
      {
        text: 'what waits',
        command: 'stripe events list --delivery-success=false --limit 20 --api-key "{stripe-key}"',
      },
      { text: 'once each', command: 'stripe events resend {event} --webhook-endpoint <we_id>' },
      repairOne,
      { text: 'they wait again; look at the answers of the webhook in the dashboard', afterMinutes: 30 },
    ],
    selfHealing: 'Stripe sends each again (live: for up to 3 days); what is lost after that must be synced.',
    rollback: { scope: 'none', why: 'what waits is in the past' },
  },
  {
    id: 'stripe-price',
    title: 'What is sold has the wrong amount at Stripe',
    severity: 'P1',
    affected: 'everyone who buys: they are charged another amount than is promised',
    symptoms: ['another amount on the hosted page than on the pricing page'],
    signs: [{ check: 'billing/price', classes: ['data'], says: /wrong amount|no such price/, outcome: 'any' }],
    firstChecks: [
      'Was the price changed on purpose? Then the target is out of date',
      'Which price id does the API use?',
    ],
    steps: [
      prices,
      { text: 'Put the right price id into the API (a price cannot be edited: make a new one), start new tasks' },
      watchIt,
      { text: 'price is right; list who was charged wrongly since, and refund', afterMinutes: 30 },
    ],
    selfHealing: 'Not by itself; each purchase adds one to be refunded.',
    rollback: { scope: 'none', why: 'prices are kept at Stripe' },
  },
  {
    id: 'stripe-price-inactive',
    title: 'What is sold is inactive at Stripe',
    severity: 'P1',
    affected: 'everyone who wants to buy: Stripe opens no checkout for it',
    symptoms: ['checkout answers an error', '"price is inactive" in the API log'],
    signs: [{ check: 'billing/price', classes: ['data'], says: /is inactive/, outcome: 'any' }],
    firstChecks: ['Who archived it? Is there a new price that the API should use?'],
    steps: [
      prices,
      { text: 'Stripe dashboard: unarchive the price, or give the API the new id and start new tasks' },
      watchIt,
      { text: 'active, checkout still fails; look at its product: that may be archived too', afterMinutes: 15 },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'none', why: 'prices are kept at Stripe' },
  },
  {
    id: 'stripe-price-currency',
    title: 'What is sold is in the wrong currency at Stripe',
    severity: 'P1',
    affected: 'everyone who buys: the same number in other money',
    symptoms: ['another currency on the hosted page'],
    signs: [{ check: 'billing/price', classes: ['data'], says: /wrong currency/, outcome: 'any' }],
    firstChecks: ['Was the price made in the default currency of the account?'],
    steps: [
      prices,
      { text: 'Make a price in the right currency, give the API its id, start new tasks' },
      watchIt,
      { text: 'price is right; refund those who were charged wrongly', afterMinutes: 30 },
    ],
    selfHealing: 'Not by itself; each purchase adds one to be refunded.',
    rollback: { scope: 'none', why: 'prices are kept at Stripe' },
  },
  {
    id: 'stripe-key-mode',
    title: "The Stripe key opens the other mode's data",
    severity: 'P1',
    affected: 'nobody by the run itself; whoever uses this key elsewhere mixes test and live',
    symptoms: ['livemode is not what the environment needs'],
    signs: [{ check: 'billing/audit', classes: ['data'], says: /livemode/, outcome: 'any' }],
    firstChecks: ['Which key stands in the variable? Compare it with the dashboard of the account'],
    steps: [
      { text: 'what the key opens', command: 'stripe balance retrieve --api-key "{stripe-key}"' },
      { text: 'Set the key of the right mode where Watchpost runs; roll one that lay in the wrong place' },
      watchIt,
      { text: 'the app itself uses such a key; stop selling until it is changed', afterMinutes: 15 },
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
    signs: [{ check: 'billing/audit', classes: ['stripe'], says: /its status page says/, outcome: 'degraded' }],
    firstChecks: ['Does the incident concern what the app uses: checkout, webhooks, the region?'],
    steps: [
      { text: 'what Stripe says of itself', command: 'stripe status' },
      watchIt,
      { text: 'purchases fail too; treat it as an outage of Stripe', afterMinutes: 30 },
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
    signs: [{ check: 'billing/orphans', classes: ['data'], outcome: 'any' }],
    firstChecks: ['Was a run killed lately? Does another machine run now?'],
    steps: [
      { text: 'only looks', command: 'npm run sweep -- --target {target} --dry-run' },
      { text: 'ends them, and nothing else', command: 'npm run sweep -- --target {target}' },
      { text: 'they come back; the cancellation of the app does not end them', afterMinutes: 60 },
    ],
    selfHealing: 'The next purchase of the same probe user takes them away.',
    rollback: { scope: 'none', why: 'they belong to the probe' },
  },
];
