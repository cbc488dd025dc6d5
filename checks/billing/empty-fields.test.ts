import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Endpoint } from '#fixtures/billing/providers/stripe/endpoints.ts';
import { accountFailures } from './failures/account.ts';
import { judgeEndpoints, judgeWaiting } from './stripe-endpoints.ts';
import { judgePrice, type Price } from './stripe-prices.ts';

const wanted = { url: 'https://api.shop.example/hooks', events: ['invoice.paid'] };
const good: Endpoint = {
  id: 'we_1',
  url: wanted.url,
  status: 'enabled',
  enabled_events: ['invoice.paid'],
  api_version: '2026-10-28.endive',
};

describe('what an account leaves empty', () => {
  const empty = (field: keyof Endpoint) => ({ ...good, [field]: null }) as unknown as Endpoint;

  test('is an endpoint that gets no events', () => {
    const found = judgeEndpoints([empty('enabled_events')], wanted);
    assert.equal(found?.code, accountFailures['endpoint-lacks-events']);
    assert.match(found?.evidence?.join() ?? '', /we_1 gets nothing/);
  });

  test('is an endpoint that is not enabled', () => {
    assert.equal(judgeEndpoints([empty('status')], wanted)?.code, accountFailures['endpoint-disabled']);
  });

  test('is an endpoint with no address', () => {
    assert.equal(judgeEndpoints([empty('url')], wanted)?.code, accountFailures['endpoint-missing']);
  });

  test('is a price in no currency', () => {
    const cycle = { interval: 'month', interval_count: 1 } as const;
    const price = { id: 'price_1', active: true, unit_amount: 900, currency: null, recurring: cycle };
    const sold = { amount: 900, currency: 'eur', interval: 'month', intervalCount: 1 } as const;
    const found = judgePrice([price as unknown as Price], sold);
    assert.equal(found?.code, accountFailures['price-currency']);
    assert.deepEqual([found?.facts.object, found?.facts.got], ['price_1', 'no currency']);
  });

  test('is an event of no date', () => {
    const event = { id: 'evt_1', type: 'invoice.paid', created: undefined, pending_webhooks: 1 };
    const { finding } = judgeWaiting([event as never], [good], wanted.url);
    assert.match(finding?.evidence?.join() ?? '', /evt_1 invoice\.paid of no date/);
  });
});
