import type { Incident } from '#diagnosis/incident.ts';
import { watchIt } from '#diagnosis/steps.ts';
import { api, goBack, log, lookForRelease, readOrders } from './steps.ts';

const resend = {
  text: 'once it works: send again what the order has missed',
  command: 'stripe events resend {event} --webhook-endpoint <we_id> --api-key "{stripe-key}"',
  expect: 'the order is paid -> the same for each that waits; it is not -> the log of the webhook function',
};

/** What becomes of an order that was paid. */
export const paidIncidents: readonly Incident[] = [
  {
    id: 'order-stuck',
    title: 'Paid at Stripe, and the order stays as it was',
    severity: 'P1',
    affected: 'everyone who buys: they have paid, and nothing is sent to them',
    symptoms: ['orders that stay pending', '"I paid and my order is open"'],
    signs: [{ check: 'orders/paid', codes: ['order-not-paid'], facts: { problem: ['acknowledged'] } }],
    firstChecks: ['The webhook said 2xx: does the handler find the order, and may it write it?'],
    steps: [
      log(
        '?stripe-webhook ?order',
        '42501 or "0 rows" -> its role may not write: Do 2; an unknown type -> its list of events; a stack -> Do 2',
      ),
      lookForRelease('one since it last held -> Do 3; none -> policy or role of the handler: a reverse migration'),
      goBack('the next order is paid -> Do 4; still pending -> it was not the release'),
      resend,
      {
        text: 'paid orders pile up: list them from Stripe and set them paid by hand; queue what is to be sent',
        afterMinutes: 30,
        expect: 'as many paid orders as payments -> repaired; fewer -> sessions that name no order',
      },
    ],
    selfHealing: 'Not by itself: what was acknowledged is not sent again.',
    rollback: api('what the handler writes is code; then resend the events'),
    logs: '?stripe-webhook ?order',
  },
  {
    id: 'order-late',
    title: 'Paid orders become paid late',
    severity: 'P2',
    affected: 'everyone who buys: for a while their order looks unpaid',
    symptoms: ['people pay twice, or ask'],
    signs: [{ check: 'orders/paid', codes: ['order-late'], outcome: 'degraded' }],
    firstChecks: ['Is there a queue between the webhook and the order?'],
    steps: [
      log('?stripe-webhook ?order', 'seconds before one line -> what it waits for; the lines come late -> a queue'),
      { ...watchIt, expect: 'within its budget -> it has passed; late again -> what stands in the log' },
      {
        text: 'later each time: treat it as stuck',
        afterMinutes: 60,
        expect: 'a queue that grows -> more workers; none -> the database is slow: its slowest queries',
      },
    ],
    selfHealing: 'For each buyer, late. The delay stays.',
    rollback: api('only if it came with a release'),
    logs: '?stripe-webhook ?order',
  },
  {
    id: 'order-not-shown',
    title: 'The order is paid, and its page does not say so',
    severity: 'P2',
    affected: 'everyone who buys: it looks as if nothing had come of their payment',
    symptoms: ['"I paid and my order is open"; people pay twice'],
    signs: [{ check: 'orders/page', codes: ['order-not-shown'], outcome: 'any', vague: true }],
    team: 'frontend',
    firstChecks: ['Does a reload show it? Then the page keeps an old answer'],
    steps: [
      readOrders(
        'what the page is told (TOKEN from a fresh sign-in)',
        'paid -> the page: Do 2; pending -> look again: the order is late',
      ),
      {
        text: 'was the frontend released since it last held?',
        command: 'curl -sSL -m 10 -o /dev/null -D - {app}/',
        expect: 'last-modified since then -> the build before; older -> a cache of the page, or a renamed state',
      },
      {
        text: 'the answer is right; give it to the frontend team',
        afterMinutes: 30,
        expect: 'a reload shows it -> the page keeps an old answer; it does not -> it reads another field',
      },
    ],
    selfHealing: 'With a reload, where the page only keeps an old answer.',
    rollback: { scope: 'frontend', why: 'the order is paid already' },
  },
  {
    id: 'order-page-late',
    title: 'The page takes long to show a paid order',
    severity: 'P3',
    affected: 'everyone who buys: they wait after paying',
    symptoms: ['people reload after paying'],
    signs: [{ check: 'orders/page', codes: ['order-page-late'], outcome: 'degraded' }],
    team: 'frontend',
    firstChecks: ['What does the page wait for? The requests in the trace say it'],
    steps: [
      readOrders(
        'how long the answer takes',
        'under 1 s -> the page: its trace; slow -> the slowest queries: an index',
      ),
      { ...watchIt, expect: 'within its budget -> it has passed; slow again -> what the trace waits for' },
      {
        text: 'still slow; give it to the frontend team with the trace',
        afterMinutes: 60,
        expect: 'the build before is as slow -> not the release; it is faster -> restore that one',
      },
    ],
    selfHealing: 'Not by itself, unless the API was slow just then.',
    rollback: { scope: 'none', why: 'it works; slowness alone can wait for a repair' },
  },
  {
    id: 'order-not-taken-back',
    title: 'A refund or an expired checkout does not reach the order',
    severity: 'P2',
    affected: 'those who got their money back: their order goes on as if it were paid, or open',
    symptoms: ['refunded orders that are sent all the same'],
    signs: [
      { check: 'orders/taken-back', codes: ['order-not-taken-back'], outcome: 'any' },
      { check: 'orders/taken-back', codes: ['order-late'], outcome: 'degraded' },
    ],
    firstChecks: ['Does the endpoint get charge.refunded and checkout.session.expired?'],
    steps: [
      {
        text: 'what the endpoint gets, and how its last deliveries were answered',
        command: 'stripe events list --type charge.refunded --limit 5 --api-key "{stripe-key}"',
        expect: '"pending_webhooks": 0 -> the handler: Do 2; more -> it waits: its answer stands in the Dashboard',
      },
      log('?stripe-webhook ?refund', 'an unknown type -> add it to the handler; a stack -> that code'),
      {
        text: 'in working hours: orders whose payment was refunded, set right by hand',
        afterMinutes: 120,
        expect: 'as many refunded orders as refunds -> repaired',
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: api('which events the handler knows is code'),
    logs: '?stripe-webhook ?refund',
  },
];
