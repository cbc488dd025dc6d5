import type { Incident, Sign, Step } from '#diagnosis/incident.ts';
import { newTasks } from '#diagnosis/steps.ts';
import type { WebhookLogWord } from '../webhook-log-signs.ts';
import { lookForRollout, onTheWay, paidAndFree, repairOne, resend, rollBack, sentAgain } from './steps.ts';

/** What the three have in common from outside: an event that waits at Stripe, and an app that refuses what nobody signed. */
const unacknowledged = {
  codes: ['event-unacknowledged'],
  facts: { problem: ['forgery-refused'] },
} as const;

const signed = 'billing/webhook-accepts-signed';

/** The reasons that an app may give for a refusal, by what they speak for. */
const ofSecret = ['signature-mismatch', 'signature-unmatched'] as const satisfies readonly WebhookLogWord[];
const ofBody = ['body-parsed', 'body-changed'] as const satisfies readonly WebhookLogWord[];
const ofHandler = ['server-error', 'exception'] as const satisfies readonly WebhookLogWord[];

const refusedForSecret = {
  check: signed,
  codes: ['signed-event-refused'],
  facts: { problem: [...ofSecret, 'unsaid'] },
} as const satisfies Sign;

const deliveriesInLog = '?webhook ?Webhook';

/** The one look that tells secret, raw body and handler apart. */
const readLog: Step = {
  does: 'read-log',
  text: 'decides which',
  command: `aws logs tail {log-group} --since 30m --region {region} --filter-pattern '${deliveriesInLog}'`,
  expect:
    '"No signatures found" with all bytes verified -> 1; "parsed JavaScript object" or fewer bytes -> 2; a stack or 5xx -> 3',
};

const together = 'Paid at Stripe, and the webhook does not acknowledge the event';
const howToTell =
  'In the log: a stack or 5xx = the handler; a "parsed JavaScript object", or fewer bytes verified than received = body parsed first; else the secret';

const putSecret: Step = {
  does: 'fresh-tasks',
  keepsWords: true,
  text: 'Put the signing secret of {webhook} (Dashboard, Webhooks) into STRIPE_WEBHOOK_SECRET, then {restart}',
  ...(newTasks.command && { command: newTasks.command }),
  expect: 'the next delivery answers 2xx -> Do 2; still 400 -> the body is altered before it is verified',
};

/** Why the app does not acknowledge events that Stripe signed; likelier ones first. */
export const signatureIncidents: readonly Incident[] = [
  {
    id: 'webhook-secret-copy',
    title: "Watchpost's copy of the webhook secret is not what the API verifies with",
    brief: "Watchpost's copy is old",
    together: "The webhook rejects what is signed with Watchpost's copy of its secret",
    severity: 'P3',
    affected: 'nobody while deliveries of Stripe arrive; everyone who buys if they do not',
    symptoms: ['deliveries of Stripe answer 2xx', 'began when the secret was rolled'],
    signs: [refusedForSecret],
    firstChecks: ['Was the secret of the endpoint rolled? Watchpost has a variable of its own'],
    steps: [
      {
        text: 'Set the variable of Watchpost to the signing secret of {webhook} (Dashboard, Webhooks)',
        expect: 'billing/webhook-accepts-signed passes; it fails again -> the secret of the API differs',
      },
      {
        text: 'whether deliveries of Stripe arrive',
        command: 'stripe events list --delivery-success=false --limit 5 --api-key "{stripe-key}"',
        expect: 'none since it began -> only the copy; events that wait -> the secret of the API',
      },
      {
        text: 'both are right; look at how the API reads its variable',
        afterMinutes: 30,
        expect: 'white space or quotes around it -> take them away, {restart}',
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'none', why: 'the copy is a setting of Watchpost' },
    disambiguate: {
      text: 'decides which',
      command: 'stripe events list --delivery-success=false --limit 5 --api-key "{stripe-key}"',
      expect: 'none since it began -> 1, only the copy; events that wait -> 2, the API',
    },
  },
  {
    id: 'webhook-secret',
    title: "Genuine events are rejected: likely another endpoint's signing secret",
    brief: 'STRIPE_WEBHOOK_SECRET differs',
    together,
    severity: 'P1',
    affected: paidAndFree,
    symptoms: ['400 on every delivery', 'events pile up as undelivered'],
    signs: [
      ...onTheWay({ ...unacknowledged, likelier: { log: ofSecret }, confirmedBy: refusedForSecret }),
      refusedForSecret,
    ],
    firstChecks: [howToTell, 'Was STRIPE_WEBHOOK_SECRET or the endpoint changed? Test and live have one each'],
    steps: [
      putSecret,
      resend,
      repairOne,
      {
        text: 'secret is right; the body is parsed before it is verified',
        afterMinutes: 15,
        expect: 'fewer bytes verified than received -> roll back; as many -> the tasks still have the old secret',
      },
    ],
    selfHealing: sentAgain,
    rollback: { scope: 'none', why: 'a secret is set outside the release, and the old one is no longer signed with' },
    disambiguate: readLog,
    decidingLines: deliveriesInLog,
    logs: '?webhook ?signature',
  },
  {
    id: 'webhook-raw-body',
    title: 'The webhook body is altered before its signature is verified',
    brief: 'body parsed first',
    together,
    severity: 'P1',
    affected: paidAndFree,
    symptoms: ['400 on every delivery', 'began with a release, not with a change of secrets'],
    signs: [
      ...onTheWay({
        ...unacknowledged,
        likelier: { log: [...ofBody, 'signature-unmatched'] },
        confirmedBy: { check: signed, codes: ['spaced-event-refused'] },
      }),
      { check: signed, codes: ['spaced-event-refused'] },
      { check: signed, codes: ['signed-event-refused'], facts: { problem: ofBody } },
    ],
    firstChecks: [howToTell, 'Order of middleware: the raw body must reach the webhook route before any JSON parser'],
    steps: [
      lookForRollout,
      rollBack('the next delivery answers 2xx'),
      resend,
      repairOne,
      {
        text: 'older release refuses too; then it is the secret',
        afterMinutes: 15,
        expect:
          'as many bytes verified as received -> put the right secret; fewer -> something in front changes the body',
      },
    ],
    selfHealing: sentAgain,
    rollback: { scope: 'api', why: 'the order of middleware is code' },
    disambiguate: readLog,
    decidingLines: deliveriesInLog,
    logs: '?webhook ?signature',
  },
  {
    id: 'webhook-500',
    title: 'The webhook fails with a server error',
    brief: 'handler fails',
    together,
    severity: 'P1',
    affected: paidAndFree,
    symptoms: ['5xx on deliveries', 'events pile up as undelivered'],
    signs: [
      ...onTheWay({
        ...unacknowledged,
        likelier: { log: ofHandler },
        confirmedBy: { check: signed, codes: ['signed-event-failed'] },
      }),
      ...onTheWay({ codes: ['event-unacknowledged'], facts: { problem: ['forgery-failed'] } }),
      { check: signed, codes: ['signed-event-failed'] },
    ],
    firstChecks: [
      howToTell,
      'Which type of event? All, or the one of checkout only?',
      'Did a deploy come just before?',
    ],
    steps: [
      lookForRollout,
      rollBack('the next delivery answers 2xx'),
      resend,
      repairOne,
      {
        text: 'not the release; the event holds something new; compare its API version',
        afterMinutes: 15,
        expect: 'another version than yesterday -> the endpoint was changed; the same -> the line of the stack',
      },
    ],
    selfHealing: sentAgain,
    rollback: { scope: 'api', why: 'the handler is code; then resend the waiting events' },
    disambiguate: readLog,
    decidingLines: deliveriesInLog,
    logs: '?webhook ?Error',
  },
];
