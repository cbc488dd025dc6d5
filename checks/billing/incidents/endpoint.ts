import type { Incident, Step } from '#diagnosis/incident.ts';
import { newTasks, watchIt } from '#diagnosis/steps.ts';
import { onTheWay, paidAndFree, repairOne, resend } from './steps.ts';

const setting = { scope: 'none', why: 'the endpoint is a setting at Stripe' } as const;

/** Changes one thing of the app's endpoint; what else it has stays. */
const update = (data: string, expect: string, text = "the app's endpoint, by its id in the evidence"): Step => ({
  text,
  command: `stripe webhook_endpoints update <we_id> ${data} --api-key "{stripe-key}"`,
  expect,
});

/** The secret of an endpoint is shown once, when it is made. */
const create = (more: string, text: string): Step => ({
  text,
  command: `stripe webhook_endpoints create -d "url={webhook}" ${more}-d "enabled_events[]=<event>" --api-key "{stripe-key}"`,
  expect:
    'its "secret" -> into STRIPE_WEBHOOK_SECRET, then Do 2; one with that address is there after all -> enable it',
});

const notSentAgain = 'Not by itself. What happened meanwhile is not sent again: resend or sync.';

/** Once more after the repair, with a purchase of the probe's own. */
const buyOnce = (nothing: string): Step => ({
  text: 'nothing arrives; buy once more',
  command: 'npm run check -- --target {target} --layer billing',
  afterMinutes: 15,
  expect: `billing/webhook passes -> sync who paid since; it fails -> ${nothing}`,
});

/** What the audit finds about the webhook endpoints without buying anything: each finding is an incident of its own. */
export const endpointIncidents: readonly Incident[] = [
  {
    id: 'webhook-disabled',
    title: "The app's webhook endpoint is disabled at Stripe",
    severity: 'P1',
    affected: paidAndFree,
    symptoms: ['no deliveries at all', 'an e-mail from Stripe that the endpoint was disabled'],
    signs: [{ check: 'billing/audit', codes: ['endpoint-disabled'], outcome: 'any' }],
    firstChecks: ['Disabled by Stripe after days of errors? Then the errors come first', 'By hand? Who, and why?'],
    steps: [
      update(
        '-d disabled=false',
        '"status": "enabled" -> Do 2; disabled again soon -> it answers errors: mend them first',
      ),
      repairOne,
      buyOnce('its answers stand in the Dashboard, Webhooks'),
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
    signs: [{ check: 'billing/audit', codes: ['endpoint-elsewhere'], outcome: 'any' }],
    firstChecks: ['Did the API move, or was the endpoint edited?', 'Does the other address belong to you?'],
    steps: [
      update('-d "url={webhook}"', '"url": "{webhook}"; its secret stays the same -> Do 2'),
      repairOne,
      buyOnce('the secret of the API is that of another endpoint'),
    ],
    selfHealing: notSentAgain,
    rollback: setting,
  },
  {
    id: 'webhook-redirected',
    title: "Stripe's webhook endpoint points at an address that redirects",
    severity: 'P1',
    affected: paidAndFree,
    symptoms: [
      'deliveries fail with 301, 307 or 308: Stripe follows no redirect',
      'a browser that opens the address comes through',
    ],
    signs: [{ check: 'billing/audit', codes: ['endpoint-redirects'], outcome: 'any' }],
    firstChecks: ['Was a redirect of slashes, of www or to HTTPS switched on lately?'],
    steps: [
      {
        text: 'where it leads',
        command: 'curl -sS -m 10 -o /dev/null -D - -X POST {url}',
        expect:
          'a redirect to {webhook} -> Do 2; to somewhere else, or none -> the newest rule for redirects: take it back',
      },
      update('-d "url={webhook}"', '"url": "{webhook}"; its secret stays the same -> Do 3'),
      repairOne,
      buyOnce('the secret of the API is that of another endpoint'),
    ],
    selfHealing: notSentAgain,
    rollback: { scope: 'none', why: 'mend the address at Stripe: a release that redirects may be meant' },
  },
  {
    id: 'webhook-missing',
    title: 'No webhook endpoint at Stripe has the address of the app',
    severity: 'P1',
    affected: paidAndFree,
    symptoms: ['no deliveries at all', 'perhaps the key of another account'],
    signs: [{ check: 'billing/audit', codes: ['endpoint-missing'], outcome: 'any' }],
    firstChecks: ['Is it the right Stripe account, in the right mode?', 'Was the endpoint deleted?'],
    steps: [
      create('', 'make it anew, in the account and mode that sell'),
      { ...newTasks, expect: 'the next delivery answers 2xx -> Do 3; 400 -> the tasks still have the old secret' },
      repairOne,
      buyOnce('the API still has the old secret'),
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
    signs: [
      { check: 'billing/audit', codes: ['endpoint-lacks-events'], outcome: 'any' },
      ...onTheWay({ codes: ['event-without-endpoint'] }),
    ],
    firstChecks: ['Which events? Does the release need new ones that nobody subscribed to?'],
    steps: [
      update(
        '-d "enabled_events[]=<event>" -d "enabled_events[]=<event>"',
        'every event of the old list and the missing ones stand in the answer -> Do 2; one is gone -> name it too',
        'all that it should get, old and missing: the list replaces the old one',
      ),
      repairOne,
      {
        text: 'added; sync those who bought or cancelled meanwhile',
        afterMinutes: 15,
        expect: 'as many premium users as active subscriptions',
      },
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
    signs: [{ check: 'billing/api-version', codes: ['endpoint-api-version', 'endpoint-version-open'], outcome: 'any' }],
    firstChecks: ['Which version does the SDK of the running release pin?'],
    steps: [
      create('-d "api_version=<version>" ', 'a second endpoint in the wanted version: a version cannot be edited'),
      { ...newTasks, expect: 'deliveries of the new endpoint answer 2xx -> delete the old one; 400 -> the old secret' },
      { ...watchIt, expect: 'billing/api-version and billing/webhook pass' },
      {
        text: 'handler fails already; treat it as failing',
        afterMinutes: 60,
        expect: 'a field that is undefined in the log -> the version; anything else -> the handler',
      },
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
    signs: [{ check: 'billing/undelivered', codes: ['events-waiting'], outcome: 'any' }],
    firstChecks: ['Was the webhook down earlier today? Then they are left over from it', 'Always the same type?'],
    steps: [
      resend,
      {
        text: 'what else waits',
        command: 'stripe events list --delivery-success=false --limit 20 --api-key "{stripe-key}"',
        expect: 'an empty list -> done; always one type -> the handler does not know it',
      },
      repairOne,
      {
        text: 'they wait again; look at the answers of the webhook in the dashboard',
        afterMinutes: 30,
        expect: '400 -> secret or body; 5xx -> the handler; none -> the way to it',
      },
    ],
    selfHealing: 'Stripe sends each again (live: for up to 3 days); what is lost after that must be synced.',
    rollback: { scope: 'none', why: 'what waits is in the past' },
  },
];
