import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import type { Endpoint } from '#fixtures/billing/providers/stripe/endpoints.ts';
import { degradedAs, failingAs } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import type { AccountFinding } from './account-finding.ts';
import { accountFailures } from './failures/account.ts';
import { isOutage, judgeMode } from './stripe-account-rules.ts';
import { factsOf, judgeEndpoints, judgeVersion, judgeWaiting, ownEndpoints, remarksOn } from './stripe-endpoints.ts';
import { judgePrice, mayHoldMore, type Price, priceInWords, soldPrices } from './stripe-prices.ts';

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
      const found = judgeEndpoints(endpoints, wanted);
      assert.match(messageOf(found), message);
      assert.deepEqual(incidentOf('billing/audit', found), [incident]);
    });
  }

  test('another host with the same path was meant for the app too', () => {
    const found = judgeEndpoints([{ ...good, url: 'https://old.shop.example/hooks' }], wanted);
    assert.deepEqual(incidentOf('billing/audit', found), ['webhook-elsewhere']);
  });

  test('a disabled one at another address is no sign that it moved', () => {
    const found = judgeEndpoints([{ ...good, url: 'https://old.shop.example/hooks', status: 'disabled' }], wanted);
    assert.deepEqual(incidentOf('billing/audit', found), ['webhook-missing']);
  });

  test('is good with what is needed, with everything, and beside a disabled twin', () => {
    assert.equal(judgeEndpoints([good], wanted), undefined);
    assert.equal(judgeEndpoints([{ ...good, enabled_events: ['*'] }], wanted), undefined);
    assert.equal(judgeEndpoints([{ ...good, id: 'we_0', status: 'disabled' }, good], wanted), undefined);
  });

  test('may be several, which together get what is needed', () => {
    const half = (at: number): Endpoint => ({
      ...good,
      id: `we_${at}`,
      enabled_events: [good.enabled_events[at] ?? '*'],
    });
    assert.equal(judgeEndpoints([half(0), half(1)], wanted), undefined);
    assert.deepEqual(remarksOn([half(0), half(1)], wanted), []);
    const asleep = judgeEndpoints([half(0), { ...half(1), status: 'disabled' }], wanted);
    assert.equal(messageOf(asleep), 'the webhook endpoint we_1 is disabled at Stripe');
    const lacking = judgeEndpoints([half(0), { ...half(0), id: 'we_7' }], wanted);
    assert.equal(messageOf(lacking), 'the webhook endpoint we_0, we_7 does not get invoice.paid');
  });

  test('speaks for its version even while it is disabled, and only for itself beside one that is enabled', () => {
    const asleep: Endpoint = { ...good, id: 'we_0', status: 'disabled' };
    assert.deepEqual(ownEndpoints([asleep, foreign], wanted.url), [asleep]);
    assert.deepEqual(ownEndpoints([asleep, good], wanted.url), [good]);
  });

  test('is the same with a query of its own, and another one without the query that the app tells routes by', () => {
    const withQuery = (query: string): Endpoint => ({ ...good, url: `${wanted.url}?${query}` });
    assert.equal(judgeEndpoints([withQuery('bypass=a%20b&source=stripe')], wanted), undefined);
    const byQuery = { ...wanted, url: `${wanted.url}?provider=stripe` };
    assert.equal(judgeEndpoints([withQuery('bypass=1&provider=stripe')], byQuery), undefined);
    assert.match(messageOf(judgeEndpoints([withQuery('provider=other')], byQuery)), /points at/);
  });

  test('others of the account are a remark, and so is what comes twice or from connected accounts', () => {
    assert.deepEqual(remarksOn([good, { ...foreign, status: 'disabled' }], wanted), []);
    assert.match(remarksOn([good, foreign], wanted).join(), /^the account has 1 other enabled webhook endpoints/);
    const twice = remarksOn([good, { ...good, id: 'we_3' }], wanted);
    assert.match(twice.join(), /it gets each invoice\.paid 2 times/);
    const connected: Endpoint = { ...good, id: 'we_4', application: 'ca_1' };
    assert.deepEqual(remarksOn([good, connected], wanted), []);
    const split: Endpoint[] = [{ ...good, enabled_events: ['invoice.paid'] }, connected];
    assert.deepEqual(remarksOn(split, wanted), ['checkout.session.completed comes from connected accounts only']);
  });

  test('in another API version is an incident, and so is one that nobody knows', () => {
    const pinned = '2026-10-28.endive';
    const open = { ...good, api_version: null };
    assert.equal(judgeVersion([good], pinned, undefined), undefined);
    assert.equal(judgeVersion([good, open], pinned, pinned), undefined);
    const found = [
      judgeVersion([good, { ...good, api_version: '2024-06-20' }], pinned, undefined),
      judgeVersion([open], pinned, '2024-06-20'),
      judgeVersion([open], pinned, undefined),
    ];
    for (const one of found) assert.deepEqual(incidentOf('billing/api-version', one), ['webhook-api-version']);
    assert.match(messageOf(found[1]), /speaks API version 2024-06-20/);
    assert.match(messageOf(found[2]), /pins no API version: events come in the account's default/);
  });
});

describe('the price', () => {
  const sold = { amount: 12_900, currency: 'sek', interval: 'month', intervalCount: 1 } as const;
  const price: Price = {
    id: 'price_1',
    active: true,
    unit_amount: 12_900,
    currency: 'sek',
    recurring: { interval: 'month', interval_count: 1 },
  };
  const findings: [incident: string, prices: Price[], message: RegExp][] = [
    ['stripe-price-inactive', [{ ...price, active: false }], /price_1 is inactive; expected 12900 sek a month/],
    ['stripe-price-currency', [{ ...price, currency: 'eur' }], /wrong currency, eur/],
    ['stripe-price', [{ ...price, unit_amount: 14_900 }], /wrong amount, 14900/],
    ['stripe-price', [{ ...price, recurring: { interval: 'year', interval_count: 1 } }], /is charged every year/],
    ['stripe-price', [{ ...price, recurring: { interval: 'month', interval_count: 6 } }], /charged every 6 months/],
    ['stripe-price', [{ ...price, recurring: null }], /no such price/],
    ['stripe-price', [], /no such price/],
  ];
  for (const [incident, prices, message] of findings) {
    test(`${message.source} is ${incident}`, () => {
      const found = judgePrice(prices, sold);
      assert.match(messageOf(found), message);
      assert.deepEqual(incidentOf('billing/price', found), [incident]);
    });
  }

  test('is good in other words for the same: months for a year, days for a week, letters of another size', () => {
    const yearly = { ...price, recurring: { interval: 'month', interval_count: 12 } } as const;
    assert.equal(judgePrice([yearly], { ...sold, interval: 'year' }), undefined);
    const fortnight = { ...price, recurring: { interval: 'day', interval_count: 14 } } as const;
    assert.equal(judgePrice([fortnight], { ...sold, interval: 'week', intervalCount: 2 }), undefined);
    assert.equal(judgePrice([price], { ...sold, currency: 'SEK' }), undefined);
    const yen = { ...price, currency: 'jpy', unit_amount: 1_500 };
    assert.equal(judgePrice([yen], { ...sold, currency: 'jpy', amount: 1_500 }), undefined);
    assert.equal(priceInWords({ ...sold, currency: 'JPY', intervalCount: 3 }), '12900 jpy every 3 months');
  });

  test('is what it costs in another currency, or what one costs of many, where it is sold so', () => {
    const abroad: Price = { ...price, currency: 'eur', unit_amount: 1_190 };
    const offered = { ...abroad, currency_options: { sek: { unit_amount: 12_900 } } } as unknown as Price;
    const tiered = {
      ...price,
      unit_amount: null,
      tiers: [{ unit_amount: 12_000, flat_amount: 900 }],
    } as unknown as Price;
    for (const one of [offered, tiered]) assert.deepEqual(soldPrices([one], sold), [one]);
    assert.ok(mayHoldMore(abroad, sold) && mayHoldMore({ ...price, unit_amount: null }, sold));
    assert.ok(!mayHoldMore(price, sold));
    assert.match(messageOf(judgePrice([{ ...price, unit_amount: null }], sold)), /wrong amount, not fixed/);
  });

  test('whose product is archived is an incident', () => {
    const facts = { object: 'prod_1', expected: priceInWords(sold) };
    const found = { code: accountFailures['product-archived'], facts, evidence: [] };
    assert.deepEqual(incidentOf('billing/price', found), ['stripe-price-inactive']);
  });

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
    const { finding, remark } = judgeWaiting([event], [good], wanted.url);
    assert.equal(remark, undefined);
    assert.deepEqual(incidentOf('billing/undelivered', finding), ['events-undelivered']);
    assert.deepEqual(finding?.evidence, ['evt_1 invoice.paid 2026-11-18T11:06:40.000Z waits for 1']);
  });

  test('and that another endpoint gets too are a remark, not a blame', () => {
    const { finding, remark } = judgeWaiting([event], [good, foreign], wanted.url);
    assert.equal(finding, undefined);
    assert.match(remark ?? '', /1 event of the last day may wait for another endpoint/);
  });

  test('are ours where more have left them than there are others, however many endpoints the app has', () => {
    const { finding, remark } = judgeWaiting([{ ...event, pending_webhooks: 2 }], [good, foreign], wanted.url);
    assert.deepEqual([finding?.facts.count, remark], [1, undefined]);
    const twin = { ...good, id: 'we_9', url: `${wanted.url}?two` };
    assert.equal(judgeWaiting([event], [good, twin], wanted.url).finding?.facts.count, 1);
    assert.equal(judgeWaiting([event], [{ ...good, application: 'ca_1' }, foreign], wanted.url).finding, undefined);
  });

  test('are no finding when there are none', () => assert.deepEqual(judgeWaiting([], [good, foreign], wanted.url), {}));

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
