import type { Incident, Step } from '#diagnosis/incident.ts';
import { logOf, watchIt } from '#diagnosis/steps.ts';
import { lookForRollout, onTheWay, paidAndFree, repairOne, resend, rollBack, sentAgain } from './steps.ts';

const signed = 'billing/webhook-accepts-signed';

/** An event that nobody signed, as anyone can post it. */
const postForgery = (text: string, expect: string): Step => ({
  text,
  command: 'curl -sS -m 10 -o /dev/null -D - -X POST {webhook} -H "Stripe-Signature: t=0,v1=0" -d "{}"',
  expect,
});

/** How the webhook answers, when it is not for a signature that the app should believe. */
export const webhookIncidents: readonly Incident[] = [
  {
    id: 'webhook-slow',
    title: 'The webhook is acknowledged late',
    severity: 'P2',
    affected: 'everyone who buys: premium comes late; past its limit Stripe counts the event as failed',
    symptoms: ['deliveries take seconds', 'duplicates, because Stripe tries again'],
    signs: [
      ...onTheWay({ codes: ['acknowledgement-late'], outcome: 'degraded' }),
      { check: signed, codes: ['acknowledgement-late'], outcome: 'degraded' },
    ],
    firstChecks: ['What does the handler wait for before it answers 2xx?'],
    steps: [
      {
        ...logOf('webhook'),
        expect: 'seconds before one line -> what it waits for there: make that answer after the 2xx, or from a queue',
      },
      {
        ...watchIt,
        expect: 'within its budget -> it has passed; slow again -> it stays until the handler answers first',
      },
      {
        text: 'slower still; deliveries begin to fail; treat it as failing',
        afterMinutes: 30,
        expect: 'events that wait at Stripe -> resend them once it is fast, sync who paid since',
      },
    ],
    selfHealing: 'When what it waits for is fast again.',
    rollback: { scope: 'api', why: 'only if it came with a release' },
    logs: 'webhook',
  },
  {
    id: 'webhook-blocked',
    title: 'The edge rejects posts to the webhook before the API sees them',
    severity: 'P1',
    affected: 'everyone who buys, where it treats Stripe as it treats us: they pay and get nothing',
    symptoms: ['403 on deliveries and nothing in the API log', 'a bot or geo rule was changed'],
    signs: [
      ...onTheWay({ codes: ['event-blocked-by-edge'] }),
      { check: 'billing/webhook-refuses', codes: ['edge-blocked'], outcome: 'any' },
      { check: signed, codes: ['edge-blocked'] },
    ],
    firstChecks: ['WAF: which rule counted up?', 'Is the webhook path left out of bot protection?'],
    steps: [
      {
        text: 'the rules in force',
        command: 'aws wafv2 list-web-acls --region {region} --scope REGIONAL',
        expect:
          'the rule whose count of blocked requests grew -> let posts to the webhook through before it, then Do 2',
      },
      postForgery(
        'whether a post gets through',
        '400 -> the app answers again: resend; 403 -> another rule, or a CDN before it',
      ),
      resend,
      {
        text: 'rule is gone, still 403; network ACL, geo restriction of the distribution',
        afterMinutes: 15,
        expect: '"server" in the answer names the edge -> a rule there; it names the app -> its own guard',
      },
    ],
    selfHealing: sentAgain,
    rollback: { scope: 'none', why: 'the rule at the edge is no part of a release' },
  },
  {
    id: 'webhook-unrouted',
    title: 'The webhook route is not where Stripe posts',
    severity: 'P1',
    affected: paidAndFree,
    symptoms: ['404 or a redirect on every delivery', 'began with a release or a change of routing'],
    signs: [
      ...onTheWay({ codes: ['event-unacknowledged'], facts: { problem: ['forgery-unrouted'] } }),
      { check: 'billing/webhook-refuses', codes: ['webhook-unrouted'] },
      { check: signed, codes: ['webhook-unrouted'] },
    ],
    firstChecks: ['Did the route move: a prefix, a slash at its end, HTTP that leads to HTTPS?'],
    steps: [
      postForgery(
        'where the address leads',
        'a location -> Do 2 with that address, Stripe follows no redirect; 404 -> roll back; 400 -> it is back',
      ),
      {
        text: 'give the endpoint the address that the route has now',
        command: 'stripe webhook_endpoints update <we_id> -d "url=<address>" --api-key "{stripe-key}"',
        expect: '"url" is the new one, and the next delivery answers 2xx; its secret stays the same',
      },
      resend,
      {
        text: 'the route is there, still 404; look at the rules of the balancer',
        afterMinutes: 15,
        expect: 'the path goes to another target group -> give it back to the API',
      },
    ],
    selfHealing: sentAgain,
    rollback: { scope: 'api', why: 'routes come with a release' },
    logs: 'webhook',
  },
  {
    id: 'webhook-accepts-forgery',
    title: 'The webhook answers 2xx to events that Stripe did not sign',
    severity: 'P0',
    affected: 'the business: where it acts on them, anyone can have what nobody has paid for',
    symptoms: ['nothing to be seen'],
    signs: [{ check: 'billing/webhook-refuses', codes: ['forgery-accepted'] }],
    firstChecks: ['Is the signature verified at all in this revision? Is the secret empty?'],
    steps: [
      lookForRollout,
      rollBack('a forged event is answered with 400'),
      postForgery('whether it is closed', '400 -> closed; 2xx -> take the route away until it is'),
      {
        text: 'closed; compare premium users with Stripe subscriptions',
        afterMinutes: 15,
        expect: 'premium users without an active subscription -> make them free, tell whoever answers for security',
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'api', why: 'security comes before everything else' },
    logs: 'webhook',
  },
  {
    id: 'webhook-accepts-stale',
    title: 'The webhook accepts a signature that is older than five minutes',
    severity: 'P2',
    affected: 'the business: whoever has recorded an event can have it count again, much later',
    symptoms: ['nothing to be seen'],
    signs: [{ check: signed, codes: ['stale-signature-accepted'] }],
    firstChecks: ['Which tolerance is the signature verified with?', 'Does an event count once, by its id?'],
    steps: [
      lookForRollout,
      rollBack('an old signature is answered with 400'),
      {
        text: 'not the release; set the tolerance of the verification back to 300 s',
        afterMinutes: 60,
        expect: 'billing/webhook-accepts-signed passes',
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'api', why: 'the tolerance is code' },
    logs: 'webhook',
  },
  {
    id: 'webhook-refusal-fails',
    title: 'The webhook answers a bad signature with a server error, not with 400',
    severity: 'P2',
    affected: 'nobody while genuine events are taken; everyone who buys if the route fails on all of them',
    symptoms: ['5xx in the log whenever somebody posts nonsense'],
    signs: [
      { check: 'billing/webhook-refuses', codes: ['forgery-failed'] },
      { check: signed, codes: ['forgery-failed'] },
    ],
    firstChecks: ['Does the error of the verification reach the error handler of the framework?'],
    steps: [
      {
        text: 'whether genuine events are taken',
        command: 'stripe events list --delivery-success=false --limit 5 --api-key "{stripe-key}"',
        expect: 'none of the last hour -> mend it in working hours; events that wait -> Do 2',
      },
      {
        ...logOf('?webhook ?Error'),
        expect: 'an error of the verification -> catch it, answer 400; another stack -> the release: roll back',
      },
      repairOne,
      {
        text: 'events wait; treat it as a webhook that fails',
        afterMinutes: 15,
        expect: 'the next delivery answers 2xx after a rollback -> resend what waits',
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'api', why: 'the handler is code' },
    logs: '?webhook ?Error',
  },
];
