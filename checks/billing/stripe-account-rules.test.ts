import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { degradedAs, failingAs } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { accountFailures } from './failures/account.ts';
import {
  type AccountFinding,
  type Endpoint,
  factsOf,
  isOutage,
  judgeEndpoint,
  judgeMode,
  judgePrice,
  judgeVersion,
  judgeWaiting,
  type Price,
  remarkOnOthers,
} from './stripe-account-rules.ts';

const target = await loadTarget('loventia');
const wanted = { url: 'https://api.shop.example/hooks', events: ['checkout.session.completed', 'invoice.paid'] };
const good: Endpoint = {
  id: 'we_1',
  url: wanted.url,
  status: 'enabled',
  enabled_events: [...wanted.events] as Endpoint['enabled_events'],
  api_version: '2026-10-28.endive',
};
const foreign: Endpoint = { ...good, id: 'we_2', url: 'https://other.example/stripe', enabled_events: ['*'] };

const messageOf = (found: AccountFinding | undefined) => found?.code.message(found.facts) ?? 'nothing is found';

/** The one incident that a finding of the audit is called. */
function incidentOf(check: string, found: AccountFinding | undefined): string[] {
  assert.ok(found, 'something is found');
  const changes = { [check]: failingAs(found.code, found.facts) };
  return diagnoseRun(sampleRecord(changes), target).causes.flatMap(({ incidents }) => incidents.map(({ id }) => id));
}

describe('the webhook endpoint', () => {
  const findings: Record<string, [Endpoint[], message: RegExp]> = {
    'webhook-missing': [[foreign], /^no webhook endpoint of the account has the address https:\/\/api\.shop/],
    'webhook-disabled': [[{ ...good, status: 'disabled' }], /^the webhook endpoint we_1 is disabled at Stripe$/],
    'webhook-elsewhere': [
      [foreign, { ...good, url: 'https://api.shop.example/old' }],
      /we_1 points at https:\/\/api\.shop\.example\/old, the app is at https:\/\/api\.shop\.example\/hooks/,
    ],
    'webhook-events-missing': [[{ ...good, enabled_events: ['invoice.paid'] }], /does not get checkout\.session\.comp/],
  };
  for (const [incident, [endpoints, message]] of Object.entries(findings)) {
    test(`${incident} is told from the others, and has an incident of its own`, () => {
      const found = judgeEndpoint(endpoints, wanted);
      assert.match(messageOf(found), message);
      assert.deepEqual(incidentOf('billing/audit', found), [incident]);
    });
  }

  test('another host with the same path was meant for the app too', () => {
    const found = judgeEndpoint([{ ...good, url: 'https://old.shop.example/hooks' }], wanted);
    assert.deepEqual(incidentOf('billing/audit', found), ['webhook-elsewhere']);
  });

  test('a disabled one at another address is no sign that it moved', () => {
    const found = judgeEndpoint([{ ...good, url: 'https://old.shop.example/hooks', status: 'disabled' }], wanted);
    assert.deepEqual(incidentOf('billing/audit', found), ['webhook-missing']);
  });

  test('is good with what is needed, with everything, and beside a disabled twin', () => {
    assert.equal(judgeEndpoint([good], wanted), undefined);
    assert.equal(judgeEndpoint([{ ...good, enabled_events: ['*'] }], wanted), undefined);
    assert.equal(judgeEndpoint([{ ...good, id: 'we_0', status: 'disabled' }, good], wanted), undefined);
  });

  test('others of the account are a remark', () => {
    assert.equal(remarkOnOthers([good, { ...foreign, status: 'disabled' }], wanted), undefined);
    assert.match(remarkOnOthers([good, foreign], wanted) ?? '', /1 other enabled webhook endpoints/);
    assert.match(remarkOnOthers([good, { ...good, id: 'we_3' }], wanted) ?? '', /gets each event 2 times/);
  });

  test('in another API version is an incident', () => {
    assert.equal(judgeVersion(good, '2026-10-28.endive'), undefined);
    for (const version of ['2024-06-20', null]) {
      const found = judgeVersion({ ...good, api_version: version }, '2026-10-28.endive');
      assert.deepEqual(incidentOf('billing/api-version', found), ['webhook-api-version']);
    }
  });
});

describe('the price', () => {
  const sold = { amount: 12_900, currency: 'sek', interval: 'month' };
  const price: Price = {
    id: 'price_1',
    active: true,
    unit_amount: 12_900,
    currency: 'sek',
    recurring: { interval: 'month' },
  };
  const findings: [incident: string, prices: Price[], message: RegExp][] = [
    ['stripe-price-inactive', [{ ...price, active: false }], /price_1 is inactive; expected 12900 sek a month/],
    ['stripe-price-currency', [{ ...price, currency: 'eur' }], /wrong currency, eur/],
    ['stripe-price', [{ ...price, unit_amount: 14_900 }], /wrong amount, 14900/],
    ['stripe-price', [{ ...price, recurring: { interval: 'year' } }], /no such price/],
    ['stripe-price', [], /no such price/],
  ];
  for (const [incident, prices, message] of findings) {
    test(`${message.source} is ${incident}`, () => {
      const found = judgePrice(prices, sold);
      assert.match(messageOf(found), message);
      assert.deepEqual(incidentOf('billing/price', found), [incident]);
    });
  }

  test('is good when one of the account is', () => {
    assert.equal(judgePrice([{ ...price, active: false }, { ...price, unit_amount: 1 }, price], sold), undefined);
  });
});

test('a key of the other mode is an incident', () => {
  assert.equal(judgeMode(true, 'live'), undefined);
  assert.equal(judgeMode(false, 'demo'), undefined);
  assert.deepEqual(incidentOf('billing/audit', judgeMode(true, 'test')), ['stripe-key-mode']);
  assert.deepEqual(incidentOf('billing/audit', judgeMode(false, 'live')), ['stripe-key-mode']);
});

describe('events that wait', () => {
  const event = { id: 'evt_1', type: 'invoice.paid', created: 1_795_000_000, pending_webhooks: 1 } as const;

  test('for the app alone are an incident', () => {
    const { finding, remark } = judgeWaiting([event], [good]);
    assert.equal(remark, undefined);
    assert.deepEqual(incidentOf('billing/undelivered', finding), ['events-undelivered']);
    assert.deepEqual(finding?.evidence, ['evt_1 invoice.paid 2026-11-18T11:06:40.000Z waits for 1']);
  });

  test('and that another endpoint gets too are a remark, not a blame', () => {
    const { finding, remark } = judgeWaiting([event], [good, foreign]);
    assert.equal(finding, undefined);
    assert.match(remark ?? '', /1 event of the last day may wait for another endpoint/);
  });

  test('are no finding when there are none', () => assert.deepEqual(judgeWaiting([], [good, foreign]), {}));

  test('are kept without their bodies', () => {
    const whole = { ...event, object: 'event', data: { object: { email: 'someone@private.example' } } };
    assert.deepEqual(factsOf(whole), event);
  });
});

test('what Stripe says of itself is an incident only when it is an outage', () => {
  assert.deepEqual(['none', 'minor', 'major', 'critical'].map(isOutage), [false, false, true, true]);
  const says = degradedAs('advisory', accountFailures['stripe-reports-outage'], { statusPage: 'major' });
  const { causes } = diagnoseRun(sampleRecord({ 'billing/audit': says }), target);
  assert.deepEqual(
    causes.map(({ incidents, owner }) => [incidents[0].id, owner.party]),
    [['stripe-says-trouble', 'third-party']],
  );
});

test('what earlier probes left is an incident', () => {
  const left = degradedAs('advisory', accountFailures['probe-leftovers'], { count: 2 });
  const { causes } = diagnoseRun(sampleRecord({ 'billing/orphans': left }), target);
  assert.deepEqual(
    causes.map(({ incidents }) => incidents[0].id),
    ['orphans-left'],
  );
});
