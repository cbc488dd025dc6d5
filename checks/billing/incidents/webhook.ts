import type { Incident, OldSign, Step } from '#diagnosis/incident.ts';
import { logOf, lookAtRollout, watchIt } from '#diagnosis/steps.ts';

const repairOne: Step = {
  text: 'as one who paid: brings premium now',
  command: 'curl -sS -m 30 -X POST {api}{sync} -H "Authorization: Bearer $TOKEN"',
};

const resend: Step = {
  text: 'once it takes events again: resend what was lost',
  command: 'stripe events resend {event} --webhook-endpoint <we_id>',
};

const deliveriesInLog = '?webhook ?Webhook';

/** The one look that tells secret, raw body and handler apart. */
const readLog: Step = {
  text: 'decides which',
  command: `aws logs tail {log-group} --since 30m --region {region} --filter-pattern '${deliveriesInLog}'`,
};

/** What the endpoint says to events of our own that are signed with its secret. */
const mannersSay = (says: RegExp) => ({ check: 'billing/webhook-accepts-signed', says });

const together = 'Paid at Stripe, user still free: the webhook is not taken';
const howToTell =
  'In the log: a stack or 5xx = the handler; a "parsed JavaScript object", or fewer bytes verified than received = body parsed first; else the secret';
const paidAndFree = 'everyone who buys pays and gets nothing';
const refused: Omit<OldSign, 'statuses'> = { check: 'billing/webhook', classes: ['webhook'] };
/** The same, where nothing was bought to show it. */
const manners: Omit<OldSign, 'statuses'> = { check: 'billing/webhook-accepts-signed', classes: ['webhook'] };
const serverErrors = [500, 501, 502, 503, 504];
const selfHealing = 'Stripe sends each event again (live: for up to 3 days); what is lost after that must be synced.';

export const webhookIncidents: readonly Incident[] = [
  {
    id: 'webhook-secret',
    title: "The API verifies webhooks with another endpoint's secret",
    brief: 'STRIPE_WEBHOOK_SECRET differs',
    together,
    severity: 'P1',
    affected: paidAndFree,
    symptoms: ['400 on every delivery', 'events pile up as undelivered'],
    signs: [],
    oldSigns: [
      {
        ...refused,
        statuses: [400, 401],
        confirmedBy: mannersSay(/two secrets differ/),
        hints: /verified (\d+) of \1 bytes/i,
      },
      { ...manners, says: /two secrets differ/ },
    ],
    firstChecks: [howToTell, 'Was STRIPE_WEBHOOK_SECRET or the endpoint changed? Test and live have one each'],
    steps: [
      { text: 'Set STRIPE_WEBHOOK_SECRET to the signing secret of the endpoint {webhook}; start new tasks' },
      resend,
      repairOne,
      { text: 'secret is right; the body is parsed before it is verified', afterMinutes: 15 },
    ],
    selfHealing,
    rollback: { scope: 'api', why: 'the secret comes with the task definition; then resend the waiting events' },
    disambiguate: readLog,
    decidingLines: deliveriesInLog,
    logs: '?webhook ?signature',
  },
  {
    id: 'webhook-raw-body',
    title: 'The webhook body is parsed before its signature is verified',
    brief: 'body parsed first',
    together,
    severity: 'P1',
    affected: paidAndFree,
    symptoms: ['400 on every delivery', 'began with a release, not with a change of secrets'],
    signs: [],
    oldSigns: [
      {
        ...refused,
        statuses: [400],
        confirmedBy: mannersSay(/parsed before it is verified/),
        hints: /verified (\d+) of (?!\1 )\d+ bytes|parsed JavaScript object|\[object Object\]/i,
      },
      { ...manners, says: /parsed before it is verified/ },
    ],
    firstChecks: [howToTell, 'Order of middleware: the raw body must reach the webhook route before any JSON parser'],
    steps: [
      lookAtRollout,
      { text: 'Roll back; then put the webhook route before the JSON parser' },
      resend,
      { text: 'older release refuses too; then it is the secret', afterMinutes: 15 },
    ],
    selfHealing,
    rollback: { scope: 'api', why: 'the order of middleware is code' },
    disambiguate: readLog,
    decidingLines: deliveriesInLog,
    logs: '?webhook ?signature',
  },
  {
    id: 'webhook-500',
    title: 'The webhook handler fails on genuine events',
    brief: 'handler fails',
    together,
    severity: 'P1',
    affected: paidAndFree,
    symptoms: ['5xx on deliveries', 'events pile up as undelivered'],
    signs: [],
    oldSigns: [
      { ...refused, statuses: serverErrors, confirmedBy: mannersSay(/answered 5\d\d/) },
      { ...refused, check: 'billing/webhook-refuses', says: /answered 5\d\d/i },
      { ...manners, says: /answered 5\d\d/i },
    ],
    firstChecks: [
      howToTell,
      'Which type of event? All, or the one of checkout only?',
      'Did a deploy come just before?',
    ],
    steps: [
      logOf('?webhook ?Error'),
      lookAtRollout,
      resend,
      { text: 'not the release; the event holds something new; compare its API version', afterMinutes: 15 },
    ],
    selfHealing,
    rollback: { scope: 'api', why: 'the handler is code; then resend the waiting events' },
    disambiguate: readLog,
    decidingLines: deliveriesInLog,
    logs: '?webhook ?Error',
  },
  {
    id: 'webhook-slow',
    title: 'The webhook is acknowledged late',
    severity: 'P2',
    affected: 'everyone who buys: premium comes late; past its limit Stripe counts the event as failed',
    symptoms: ['deliveries take seconds', 'duplicates, because Stripe tries again'],
    signs: [],
    oldSigns: [
      { ...refused, classes: ['webhook', 'latency'], outcome: 'degraded' },
      { check: 'billing/webhook', classes: ['latency'] },
      { ...manners, outcome: 'degraded' },
    ],
    firstChecks: ['What does the handler wait for before it answers 2xx?'],
    steps: [
      logOf('webhook'),
      { text: 'Answer 2xx first, work after: a queue, or after the response' },
      watchIt,
      { text: 'slower still; deliveries begin to fail; treat it as failing', afterMinutes: 30 },
    ],
    selfHealing: 'When what it waits for is fast again.',
    rollback: { scope: 'api', why: 'only if it came with a release' },
    logs: 'webhook',
  },
  {
    id: 'webhook-blocked',
    title: 'The edge turns webhooks away before the API sees them',
    severity: 'P1',
    affected: paidAndFree,
    symptoms: ['403 on deliveries and nothing in the API log', 'a bot or geo rule was changed'],
    signs: [],
    oldSigns: [
      { check: 'billing/webhook', classes: ['edge-blocked'] },
      { check: 'billing/webhook-refuses', classes: ['edge-blocked'], outcome: 'any' },
      { ...manners, classes: ['edge-blocked'] },
    ],
    firstChecks: ['WAF: which rule counted up?', 'Is the webhook path left out of bot protection?'],
    steps: [
      {
        text: '400 = the app; 403 = the edge',
        command: 'curl -sS -m 10 -o /dev/null -D - -X POST {webhook} -H "Stripe-Signature: t=0,v1=0" -d "{}"',
      },
      {
        text: 'rules in force; let Stripe through to that path',
        command: 'aws wafv2 list-web-acls --region {region} --scope REGIONAL',
      },
      resend,
      { text: 'rule is gone, still 403; network ACL, geo restriction of the distribution', afterMinutes: 15 },
    ],
    selfHealing,
    rollback: { scope: 'none', why: 'the rule at the edge is no part of a release' },
  },
  {
    id: 'webhook-swallowed',
    title: 'Delivered and accepted, premium never set',
    severity: 'P1',
    affected: paidAndFree,
    symptoms: ['every delivery is 200', 'premium comes only after a sync'],
    signs: [],
    oldSigns: [{ check: 'billing/premium', classes: ['entitlement'] }],
    firstChecks: [
      'Does the event carry the user (client_reference_id, metadata)?',
      'Which event types does the handler know?',
    ],
    steps: [
      logOf('?webhook ?entitlement'),
      lookAtRollout,
      repairOne,
      { text: 'Stripe will not send them again; sync everyone who paid since it began', afterMinutes: 15 },
    ],
    selfHealing: 'Not by itself: for Stripe these events are delivered.',
    rollback: { scope: 'api', why: 'the handler is code; then sync those who paid meanwhile' },
    logs: '?webhook ?entitlement',
  },
  {
    id: 'premium-late',
    title: 'Premium comes minutes after the payment',
    severity: 'P2',
    affected: 'everyone who buys: they wait and may pay twice',
    symptoms: ['"I paid and nothing happened", and then it does'],
    signs: [],
    oldSigns: [
      { check: 'billing/premium', classes: ['entitlement', 'latency'], outcome: 'degraded' },
      { check: 'billing/premium', classes: ['latency'] },
    ],
    firstChecks: ['Which hop is the slow one: the event, its delivery, or what comes after?'],
    steps: [
      logOf('?webhook ?entitlement'),
      { text: 'Look for a queue, a cache or a scheduled job between webhook and user' },
      watchIt,
      { text: 'later each time; a queue grows; treat it as failing', afterMinutes: 30 },
    ],
    selfHealing: 'For each buyer, late. The delay stays.',
    rollback: { scope: 'api', why: 'only if it came with a release' },
    logs: '?webhook ?entitlement',
  },
  {
    id: 'webhook-accepts-forgery',
    title: 'The webhook accepts an event with a bad signature',
    severity: 'P0',
    affected: 'the business: anyone can make themselves premium',
    symptoms: ['nothing to be seen'],
    signs: [],
    oldSigns: [
      { check: 'billing/webhook-refuses', classes: ['webhook', 'contract'], says: /accepted|answered 2\d\d/i },
    ],
    firstChecks: ['Is the signature verified at all in this revision? Is the secret empty?'],
    steps: [
      {
        text: 'must be 400',
        command: 'curl -sS -m 10 -o /dev/null -D - -X POST {webhook} -H "Stripe-Signature: t=0,v1=0" -d "{}"',
      },
      lookAtRollout,
      { text: 'closed; compare premium users with Stripe subscriptions', afterMinutes: 15 },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'api', why: 'security comes before everything else' },
    logs: 'webhook',
  },
];
