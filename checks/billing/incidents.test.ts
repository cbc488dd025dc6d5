import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { commonFailures } from '#fixtures/outcome/common-failures.ts';
import { type Changes, degradedAs, failingAs } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { billingFailures } from './failures.ts';

const target = await loadTarget('loventia');
const signed = 'billing/webhook-accepts-signed';

/** The incidents of each cause of a run with these failures. The check of signed events stands beside those of the sample. */
function incidentsOf({ [signed]: ofSigned, ...changes }: Changes): string[][] {
  const record = sampleRecord(changes);
  const [any] = record.checks;
  assert.ok(any);
  const causedBy = changes['billing/webhook'] ? ['billing/webhook'] : [];
  if (ofSigned) record.checks.push({ ...any, id: signed, layer: 'billing', ...ofSigned, causedBy });
  return diagnoseRun(record, target).causes.map(({ incidents }) => incidents.map(({ id }) => id));
}

const event = { name: 'checkout.session.completed', object: 'evt_1', seconds: 60 };
/** An event that waits at Stripe while the app answers a bad signature so. */
const waits = (problem: string, got: number, log?: string[]): Changes => ({
  'billing/webhook': failingAs(billingFailures['event-unacknowledged'], {
    ...event,
    problem,
    got,
    ...(log && { log }),
  }),
});
const answered = (status: number) => ({ subject: 'the webhook', status, expectedStatus: [200] });
const refusedFor = (problem: string) => failingAs(billingFailures['signed-event-refused'], { status: 400, problem });
const spaced = failingAs(billingFailures['spaced-event-refused'], {});
const failed = failingAs(billingFailures['signed-event-failed'], answered(500));

const rivals = ['webhook-secret', 'webhook-raw-body', 'webhook-500'];

describe('an event that the app does not acknowledge', () => {
  const refusesForgery = (log?: string[]) => waits('forgery-refused', 400, log);

  test('fits secret, body and handler alike as long as only an outsider looks', () => {
    assert.deepEqual(incidentsOf(refusesForgery()), [rivals]);
  });

  const inTheLog: readonly [log: string[], incidents: string[]][] = [
    [['signature-mismatch'], ['webhook-secret']],
    [['body-changed'], ['webhook-raw-body']],
    [['body-parsed'], ['webhook-raw-body']],
    [['server-error'], ['webhook-500']],
    [['exception', 'server-error'], ['webhook-500']],
    [['signature-unmatched'], ['webhook-secret', 'webhook-raw-body']],
    [
      ['signature-mismatch', 'server-error'],
      ['webhook-secret', 'webhook-500'],
    ],
    [['signature-missing'], rivals],
    [['signature-expired'], rivals],
  ];
  for (const [log, incidents] of inTheLog) {
    test(`is ${incidents.join(' or ')} where the log says ${log.join(' and ')}`, () => {
      assert.deepEqual(incidentsOf(refusesForgery(log)), [incidents]);
    });
  }

  test('is what an event signed with its secret comes to, which outweighs the log', () => {
    const both = (ofSigned: ReturnType<typeof failingAs>, log?: string[]) =>
      incidentsOf({ ...refusesForgery(log), [signed]: ofSigned });
    assert.deepEqual(both(refusedFor('unsaid')), [['webhook-secret']]);
    assert.deepEqual(both(refusedFor('signature-unmatched')), [['webhook-secret']]);
    assert.deepEqual(both(spaced), [['webhook-raw-body']]);
    assert.deepEqual(both(failed), [['webhook-500']]);
    assert.deepEqual(both(spaced, ['signature-unmatched']), [['webhook-raw-body']]);
  });

  test('is told from an edge before the app, a route that fails on everything, and one that is not there', () => {
    const blocked = failingAs(billingFailures['event-blocked-by-edge'], { ...event, got: 403 });
    assert.deepEqual(incidentsOf({ 'billing/webhook': blocked }), [['webhook-blocked']]);
    assert.deepEqual(incidentsOf(waits('forgery-failed', 500)), [['webhook-500']]);
    assert.deepEqual(incidentsOf(waits('forgery-unrouted', 404)), [['webhook-unrouted']]);
  });

  test('is no known incident where the app takes forged events, or answers them in a way of its own', () => {
    assert.deepEqual(incidentsOf(waits('forgery-accepted', 200)), [['other-webhook']]);
    assert.deepEqual(incidentsOf(waits('forgery-other', 408)), [['other-webhook']]);
  });
});

describe('a signed event of our own, where nothing was bought', () => {
  const cases: readonly [string, ReturnType<typeof failingAs>, string[]][] = [
    ['that is refused', refusedFor('unsaid'), ['webhook-secret-copy', 'webhook-secret']],
    ['that is refused for a body that was parsed', refusedFor('body-parsed'), ['webhook-raw-body']],
    ['that is refused for its white space', spaced, ['webhook-raw-body']],
    ['that is answered with a server error', failed, ['webhook-500']],
    ['that finds no route', failingAs(billingFailures['webhook-unrouted'], answered(404)), ['webhook-unrouted']],
    [
      'that is old and taken',
      failingAs(billingFailures['stale-signature-accepted'], answered(200)),
      ['webhook-accepts-stale'],
    ],
  ];
  for (const [what, failure, incidents] of cases) {
    test(`${what} is ${incidents.join(' or ')}`, () =>
      assert.deepEqual(incidentsOf({ [signed]: failure }), [incidents]));
  }
});

describe('an event that nobody signed', () => {
  const cases: readonly [string, ReturnType<typeof failingAs>][] = [
    ['webhook-accepts-forgery', failingAs(billingFailures['forgery-accepted'], answered(200))],
    ['webhook-refusal-fails', failingAs(billingFailures['forgery-failed'], answered(500))],
    ['webhook-unrouted', failingAs(billingFailures['webhook-unrouted'], answered(301))],
    ['webhook-blocked', failingAs(commonFailures['edge-blocked'], answered(403))],
  ];
  for (const [incident, failure] of cases)
    test(`is ${incident}`, () => assert.deepEqual(incidentsOf({ 'billing/webhook-refuses': failure }), [[incident]]));
});

test('a delivery that is late is one incident, whoever met it', () => {
  const late = { subject: 'the delivery', ms: 15_320, budgetMs: 10_000 };
  const slow = degradedAs('slow', billingFailures['acknowledgement-late'], late);
  assert.deepEqual(incidentsOf({ 'billing/webhook': slow, [signed]: slow }), [['webhook-slow']]);
});

test('premium that is not set is swallowed only where the event was acknowledged', () => {
  const missing = (problem: string) =>
    failingAs(billingFailures['premium-not-set'], { seconds: 240, tier: 'free', problem });
  assert.deepEqual(incidentsOf({ 'billing/premium': missing('acknowledged') }), [['webhook-swallowed']]);
  assert.deepEqual(incidentsOf({ 'billing/premium': missing('unacknowledged') }), [['other-entitlement']]);
});

test('a checkout that fails is told from a user without a customer, and from Stripe asked too often', () => {
  const refused = { ...answered(500), subject: 'POST /checkout' };
  const cases = {
    'checkout-broken': failingAs(billingFailures['checkout-refused'], refused),
    'stale-customer': failingAs(billingFailures['checkout-customer-gone'], { status: 500, object: 'cus_1' }),
    'checkout-user-lost': failingAs(billingFailures['checkout-without-user'], { object: 'cs_test_1' }),
    'premium-stays': failingAs(billingFailures['probe-user-not-free'], { tier: 'premium' }),
    'other-rate-limited': failingAs(billingFailures['stripe-limit-behind-app'], refused),
  };
  for (const [incident, failure] of Object.entries(cases))
    assert.deepEqual(incidentsOf({ 'billing/checkout': failure }), [[incident]]);
});

test('a Stripe that does not answer is one incident, wherever it was met', () => {
  const down = failingAs(billingFailures['stripe-unavailable'], { subject: 'the prices', detail: 'no answer' });
  assert.deepEqual(incidentsOf({ 'billing/price': down, 'billing/orphans': down }), [['stripe-outage']]);
  const refused = failingAs(billingFailures['stripe-refused'], { subject: 'the prices', detail: 'no', status: 400 });
  assert.deepEqual(incidentsOf({ 'billing/price': refused }), [['other-stripe']]);
});
