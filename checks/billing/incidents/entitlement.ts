import type { Incident } from '#diagnosis/incident.ts';
import { logOf, watchIt } from '#diagnosis/steps.ts';
import { lookForRollout, paidAndFree, repairOne, rollBack, stripeStatusLast } from './steps.ts';

export const entitlementIncidents: readonly Incident[] = [
  {
    id: 'event-late',
    title: 'Paid at Stripe, and Stripe is late to make the event of it',
    severity: 'P2',
    affected: 'everyone who buys: premium comes late, with Stripe',
    symptoms: ['payments without an event in the dashboard'],
    signs: [
      { check: 'billing/webhook', codes: ['event-not-made'] },
      { check: 'billing/webhook', codes: ['event-late'], outcome: 'degraded' },
    ],
    firstChecks: ["Stripe's status page: webhooks and events"],
    steps: [
      repairOne,
      stripeStatusLast,
      {
        text: 'status is good and no event comes; ask Stripe',
        afterMinutes: 30,
        expect: 'they name an incident -> sync who paid since; they see events -> look at the account of our key',
      },
    ],
    selfHealing: 'With Stripe: events are made later and sent then.',
    rollback: { scope: 'none', why: 'the app has not been told anything yet' },
    thirdParty: 'Stripe',
  },
  {
    id: 'webhook-swallowed',
    title: 'Delivered and accepted, premium never set',
    severity: 'P1',
    affected: paidAndFree,
    symptoms: ['every delivery is 200', 'premium comes only after a sync'],
    signs: [{ check: 'billing/premium', codes: ['premium-not-set'], facts: { problem: ['acknowledged'] } }],
    firstChecks: [
      'Does the event carry the user (client_reference_id, metadata)?',
      'Which event types does the handler know?',
    ],
    steps: [
      lookForRollout,
      rollBack('who buys then is premium at once'),
      repairOne,
      {
        text: 'Stripe will not send them again; sync everyone who paid since it began',
        afterMinutes: 15,
        expect:
          'as many premium users as active subscriptions; fewer -> some events name no user: find them by customer',
      },
    ],
    selfHealing: 'Not by itself: for Stripe these events are delivered.',
    rollback: { scope: 'api', why: 'the handler is code; then sync those who paid meanwhile' },
    logs: '?webhook ?entitlement',
  },
  {
    id: 'premium-late',
    title: 'Premium comes late after the payment',
    severity: 'P2',
    affected: 'everyone who buys: they wait and may pay twice',
    symptoms: ['"I paid and nothing happened", and then it does'],
    signs: [{ check: 'billing/premium', codes: ['premium-late'], outcome: 'degraded' }],
    firstChecks: ['Which hop is the slow one: the event, its delivery, or what comes after?'],
    steps: [
      {
        ...logOf('?webhook ?entitlement'),
        expect: 'minutes between "received" and "premium" -> a queue or a job between them: start it, or more of it',
      },
      { ...watchIt, expect: 'within its budget -> over; as late as before -> a fixed delay: a schedule or a cache' },
      {
        text: 'later each time; a queue grows; treat it as failing',
        afterMinutes: 30,
        expect: 'age of the oldest job falls -> wait; it rises -> more workers, then sync who paid since',
      },
    ],
    selfHealing: 'For each buyer, late. The delay stays.',
    rollback: { scope: 'api', why: 'only if it came with a release' },
    logs: '?webhook ?entitlement',
  },
  {
    id: 'event-replayed',
    title: 'The same event twice changes what a user has',
    severity: 'P2',
    affected: 'buyers whose event Stripe sends again, which it does as a matter of course',
    symptoms: ['two subscriptions of one user', 'premium that goes away by itself'],
    signs: [{ check: 'billing/replay', codes: ['replay-doubled', 'replay-took-premium'] }],
    firstChecks: ['Does the handler keep the ids of events that it has dealt with?'],
    steps: [
      lookForRollout,
      rollBack('the same event twice changes nothing'),
      {
        text: 'who has two: subscriptions that are active, by customer',
        command: 'stripe subscriptions list --status active --limit 100 --api-key "{stripe-key}"',
        expect: 'a customer that stands there twice -> cancel the later one and refund it',
      },
      {
        text: 'not the release; look at where the ids of events are kept',
        afterMinutes: 60,
        expect: 'a store that is lost with a task -> keep them in the database',
      },
    ],
    selfHealing: 'Not by itself: what was doubled stays.',
    rollback: { scope: 'api', why: 'that an event counts once is code' },
    logs: 'webhook',
  },
  {
    id: 'sync-broken',
    title: 'Reconciling with Stripe fails',
    severity: 'P2',
    affected: 'nobody while webhooks arrive; those who paid and lost theirs stay free',
    symptoms: ['5xx on the sync route'],
    signs: [
      { check: 'billing/sync', codes: ['sync-refused', 'sync-without-effect'], outcome: 'any' },
      { check: 'billing/sync', codes: ['no-answer'], outcome: 'any', vague: true },
    ],
    firstChecks: ['Do webhooks arrive? If so there is time'],
    steps: [
      {
        text: 'what waits at Stripe, and can only come by a webhook while this is broken',
        command: 'stripe events list --delivery-success=false --limit 20 --api-key "{stripe-key}"',
        expect: 'an empty list -> there is time; events -> resend each, and treat it as urgent',
      },
      {
        ...logOf('?sync ?Stripe'),
        expect: 'an error of Stripe -> its code names what is wrong; a stack -> the release: roll back',
      },
      {
        text: 'not the release; the error in the log names what Stripe refused',
        afterMinutes: 30,
        expect: '"No such customer" -> data of that user; "API Key" -> the key of the tasks',
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'api', why: 'only together with a worse fault; alone it can wait for a repair' },
    logs: '?sync ?Stripe',
  },
  {
    id: 'premium-not-shown',
    title: 'The API says premium, and the page does not say the same',
    severity: 'P2',
    affected: 'everyone who buys: they have it and do not see it',
    symptoms: ['"I paid and nothing happened"; a new sign-in helps'],
    signs: [
      {
        check: 'billing/premium-page',
        codes: ['premium-not-shown', 'upgrade-still-offered'],
        outcome: 'any',
        // Which of the two has another field than the other expects does not show.
        vague: true,
      },
    ],
    team: 'frontend',
    firstChecks: ['Does a reload show it? Then the page keeps an old user'],
    steps: [
      {
        text: 'what the API says of a user who sees the wrong page',
        command: 'curl -sS -m 10 {auth}{me} {their-session}',
        expect: 'premium -> the page: roll the frontend back if a release came since; free -> the API after all',
      },
      {
        text: 'Compare the releases of frontend and API',
        expect:
          'a field was renamed in one -> deploy what belongs together; the same as yesterday -> a cache of the page',
      },
      {
        text: 'API is right; give it to the frontend team',
        afterMinutes: 15,
        expect: 'a reload shows it -> the page keeps an old user; it does not -> the page reads another field',
      },
    ],
    selfHealing: 'For each user with the next sign-in, when the page only keeps an old answer.',
    rollback: { scope: 'frontend', why: 'the API already says premium' },
  },
  {
    id: 'premium-told-otherwise',
    title: 'The API tells browsers free of a user whom it tells the probe is premium',
    severity: 'P2',
    affected: 'everyone who buys: they have it and do not see it',
    symptoms: ['"I paid and nothing happened"; hours later it shows', 'support sees premium, the customer does not'],
    signs: [{ check: 'billing/premium-page', codes: ['premium-told-otherwise'] }],
    firstChecks: [
      'Is a cache in front of the API, or in it?',
      'Do browsers sign in another way than apps and scripts?',
    ],
    steps: [
      {
        text: 'is it a cache in front of the API?',
        command: "curl -sS -m 10 -o /dev/null -D - {auth}{me} -H 'Origin: {app}' {their-session}",
        expect: 'an "age" or "x-cache: Hit" -> empty it, and switch it off for this route; none -> Do 2',
      },
      {
        text: 'what a browser is told, asked as one',
        command: "curl -sS -m 10 {auth}{me} -H 'Origin: {app}' {their-session}",
        expect: 'free -> what the API reads for it: its own cache, a replica behind; premium -> a worker of the page',
      },
      {
        text: 'no cache anywhere: what differs for browsers in the API (cookies, Origin, a version of the route)?',
        afterMinutes: 15,
        expect:
          'a release brought it -> deploy the one before; a replica or a cache -> let it catch up, or leave it out',
      },
    ],
    selfHealing: 'When the answer that is kept grows old.',
    rollback: { scope: 'none', why: 'what is kept of old answers outlives a release: empty it (Do 1)' },
    logs: '?cache ?replica',
  },
  {
    id: 'premium-page-late',
    title: 'The page takes long to show premium that the API knows',
    severity: 'P3',
    affected: 'everyone who buys: for a while the page looks as if nothing had happened',
    symptoms: ['people reload after paying'],
    signs: [{ check: 'billing/premium-page', codes: ['premium-page-late'], outcome: 'degraded' }],
    team: 'frontend',
    firstChecks: ['What does the page wait for? The requests in the trace say it'],
    steps: [
      {
        text: 'how long the answer takes that the page waits for',
        command: 'curl -sS -m 10 -o /dev/null -w "%{http_code} %{time_total}\\n" {auth}{me} {session}',
        expect: 'under 1 s -> the page: Do 2; slow -> the API: look at its load',
      },
      {
        text: 'What the page does between the answer and premium: the trace in the evidence',
        expect: 'it asks again and again -> it waits for its own timer; long scripts -> the last build',
      },
      {
        text: 'still slow; give it to the frontend team with the trace',
        afterMinutes: 60,
        expect: 'the build before is as slow -> not the release; it is faster -> deploy that one',
      },
    ],
    selfHealing: 'Not by itself, unless the API was slow just then.',
    rollback: { scope: 'none', why: 'it works; slowness alone can wait for a repair' },
  },
];
