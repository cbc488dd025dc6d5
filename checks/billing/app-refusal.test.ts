import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HttpResponse } from '#fixtures/http/http-response.ts';
import { codeBehindStripe, isAboutDeadCustomer } from './app-refusal.ts';
import { purchaseFailures } from './failures/purchase.ts';

const exchange = {
  method: 'POST',
  url: 'https://api.shop.example/checkout',
  phases: { total: 1 },
  headers: {},
  redirects: [],
};
const said = (status: number, body: object = {}) =>
  new HttpResponse({
    exchange: { ...exchange, status },
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
    certificate: undefined,
  });
const own = purchaseFailures['sync-refused'];
const codeOf = (answer: HttpResponse) => codeBehindStripe(answer, own).id;

test('an app that hands on that Stripe was asked too often is not broken', () => {
  const failure = { error: 'Failed to sync billing', code: 'rate_limit', message: 'Request rate limit exceeded.' };
  assert.equal(codeOf(said(503, failure)), 'stripe-limit-behind-app');
  assert.equal(
    codeOf(said(500, { error: { type: 'invalid_request_error', code: 'rate_limit' } })),
    'stripe-limit-behind-app',
  );
  assert.equal(codeOf(said(502, { ...failure, code: 'stripe_unavailable' })), 'sync-refused');
  assert.equal(codeOf(said(400, failure)), 'sync-refused');
  assert.equal(codeOf(said(500)), 'sync-refused');
});

test('a customer that Stripe does not have is told from anything else that it does not have', () => {
  assert.ok(isAboutDeadCustomer(said(500, { code: 'resource_missing', message: "No such customer: 'cus_1'" })));
  assert.ok(isAboutDeadCustomer(said(409, { message: 'the customer cus_1 was deleted' })));
  assert.ok(!isAboutDeadCustomer(said(500, { code: 'resource_missing', message: "No such price: 'price_1'" })));
  assert.ok(!isAboutDeadCustomer(said(200, { message: 'No such customer' })));
  assert.ok(!isAboutDeadCustomer(said(500, { message: 'Dear customer, something went wrong' })));
});
