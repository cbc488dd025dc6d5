import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnoseRun, knownIncidents } from '#checks/catalogue.ts';
import { matchIncidents } from '#diagnosis/match-incidents.ts';
import type { Facts } from '#record/facts.ts';
import type { FailureCode } from '#record/failure-code.ts';
import { aCheck, degradedAs, failingAs } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { orderFailures as codes } from './failures.ts';

const seen = { subject: 'the checkout', status: 500, expectedStatus: [200] };
const waits = { name: 'checkout.session.completed', object: 'evt_1', seconds: 60, got: 400 };

/** Any code of the layer, with whatever facts a test is about. */
const failed = (code: keyof typeof codes, facts: Facts) => failingAs(codes[code] as unknown as FailureCode, facts);

const rows: readonly [check: string, code: keyof typeof codes, facts: Facts, incidents: string[]][] = [
  ['private', 'order-told', { subject: 'a user', count: 1, problem: 'by-id' }, ['order-leak']],
  ['own', 'data-token-refused', seen, ['jwt-errors']],
  ['checkout', 'data-token-refused', seen, ['jwt-errors']],
  ['own', 'data-connections', seen, ['db-connections']],
  ['private', 'order-missing', { path: '/orders' }, ['orders-unreadable']],
  ['checkout', 'order-missing', { path: '/orders' }, ['orders-unreadable']],
  ['checkout', 'checkout-refused', seen, ['edge-checkout']],
  ['checkout', 'order-refused', { ...seen, problem: 'row-security' }, ['order-refused-rls']],
  ['checkout', 'order-refused', { ...seen, problem: 'constraint' }, ['order-refused-constraint']],
  ['checkout', 'payments-paused', seen, ['payments-paused']],
  ['checkout', 'stripe-unavailable', { subject: 'the session', detail: 'no' }, ['stripe-outage']],
  ['payment', 'hosted-page-unopened', { detail: 'no' }, ['stripe-outage']],
  ['payment', 'session-unpaid', {}, ['payment-not-taken']],
  ['webhook', 'event-unacknowledged', { ...waits, problem: 'forgery-unrouted' }, ['webhook-unrouted']],
  ['webhook', 'event-unacknowledged', { ...waits, problem: 'forgery-failed' }, ['webhook-500']],
  [
    'webhook',
    'event-unacknowledged',
    { ...waits, problem: 'forgery-refused' },
    ['webhook-secret', 'webhook-raw-body', 'webhook-500'],
  ],
  ['paid', 'order-not-paid', { seconds: 120, got: 'open', problem: 'acknowledged' }, ['order-stuck']],
  ['paid', 'order-not-paid', { seconds: 30, got: 'open', problem: 'unacknowledged' }, ['other-data']],
  ['page', 'order-not-shown', { path: '/orders/1' }, ['order-not-shown']],
  ['taken-back', 'order-not-taken-back', { got: 'paid', expected: 'gone', seconds: 9 }, ['order-not-taken-back']],
];
for (const [claim, code, facts, incidents] of rows)
  test(`orders/${claim} that fails as ${code} ${facts.problem ?? ''} is ${incidents.join(' or ')}`, () => {
    const check = aCheck(`orders/${claim}`, failed(code, facts));
    assert.deepEqual(
      matchIncidents(check, [check], knownIncidents).map(({ id }) => id),
      incidents,
    );
  });

test('what is late is told as late, and no more', () => {
  const late = degradedAs('slow', codes['order-late'], { subject: 'the paid order', ms: 40_000, budgetMs: 30_000 });
  const check = aCheck('orders/paid', late);
  assert.deepEqual(
    matchIncidents(check, [check], knownIncidents).map(({ id }) => id),
    ['order-late'],
  );
});

test('a leak at the Marketplace is P0, at once, by the path of its runbook, and asks nobody for AWS', async () => {
  const target = await loadTarget('marketplace');
  const record = sampleRecord({});
  record.checks = [aCheck('orders/private', failed('order-told', { subject: 'a user', count: 2, problem: 'by-list' }))];
  const [cause] = diagnoseRun(record, target).causes;
  assert.equal(cause?.severity, 'P0');
  assert.equal(cause?.escalation?.dueAt, record.endedAt);
  assert.equal(cause?.escalation?.channel, '#engineering-incidents');
  assert.deepEqual(cause?.escalation?.call, ['engineering manager', 'CTO or VP Engineering']);
  assert.match(cause?.actions[0]?.command ?? '', /^psql .*revoke select on orders/);
  assert.equal(cause?.rollback.advice, 'no');
});

test('a checkout that fails at the Marketplace goes back by git, and says what that covers', async () => {
  const target = await loadTarget('marketplace');
  const record = sampleRecord({});
  record.checks = [aCheck('orders/checkout', failed('checkout-refused', seen))];
  const [cause] = diagnoseRun(record, target).causes;
  assert.equal(cause?.rollback.advice, 'decide');
  assert.equal(cause?.rollback.how?.command, 'git revert --no-edit HEAD && git push origin main');
  assert.match(cause?.rollback.how?.text ?? '', /functions.*not pages.*reverse migration/);
  assert.match(cause?.actions[0]?.command ?? '', /^git log/);
});
