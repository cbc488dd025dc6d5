import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stripe } from 'stripe';
import { newKey, openAccount } from './testing/open-account.ts';

const { errors } = Stripe;

test('a missing or unknown key answers 401 with an error object and a request id', async () => {
  await using account = await openAccount();
  const anonymous = await fetch(`${account.apiUrl}/v1/customers`);
  assert.equal(anonymous.status, 401);
  assert.match(anonymous.headers.get('request-id') ?? '', /^req_\w{14}$/);
  const { error } = (await anonymous.json()) as { error: { type: string; message: string } };
  assert.equal(error.type, 'invalid_request_error');
  assert.match(error.message, /^You did not provide an API key/);
  const stranger = newKey('sk_test');
  await assert.rejects(account.connect(stranger).customers.list(), (thrown: Error) => {
    assert.ok(thrown instanceof errors.StripeAuthenticationError);
    assert.ok(!thrown.message.includes(stranger));
    return true;
  });
});

test('a key is taken as Bearer and as the user name of Basic', async () => {
  await using account = await openAccount();
  const basic = Buffer.from(`${account.secretKey}:`).toString('base64');
  const answer = await fetch(`${account.apiUrl}/v1/balance`, { headers: { authorization: `Basic ${basic}` } });
  assert.equal(answer.status, 200);
  const { livemode, object } = (await answer.json()) as Stripe.Balance;
  assert.deepEqual({ livemode, object }, { livemode: false, object: 'balance' });
});

test('a restricted key is refused what it was not granted, and write implies read', async () => {
  const key = newKey('rk_test');
  await using account = await openAccount({ keys: [{ key, permissions: { customer: 'write', event: 'read' } }] });
  const restricted = account.connect(key);
  await restricted.customers.create({ email: 'probe@loventia.test' });
  assert.equal((await restricted.customers.list()).data.length, 1);
  await restricted.events.list();
  await assert.rejects(restricted.webhookEndpoints.list(), (thrown: Error) => {
    assert.ok(thrown instanceof errors.StripePermissionError);
    assert.equal(thrown.statusCode, 403);
    assert.match(thrown.message, /Having the 'rak_webhook_read' permission would allow this request to continue/);
    assert.ok(thrown.message.includes(account.standIn.accountId));
    return true;
  });
  await assert.rejects(restricted.products.create({ name: 'x' }), /'rak_product_write'/);
});

test('keys of the other mode are a mistake told at boot', async () => {
  await assert.rejects(openAccount({ keys: [{ key: newKey('rk_live'), permissions: {} }] }), /does not fit livemode/);
  await using live = await openAccount({ livemode: true });
  assert.equal((await live.stripe.balance.retrieve()).livemode, true);
});

test('an unknown address answers the 404 error object that makes the SDK throw', async () => {
  await using account = await openAccount();
  await assert.rejects(account.stripe.invoices.search({ query: "metadata['a']:'b'" }), /Unrecognized request URL/);
  await assert.rejects(account.stripe.disputes.list(), (thrown: Error) => {
    assert.ok(thrown instanceof errors.StripeInvalidRequestError);
    assert.equal(thrown.statusCode, 404);
    assert.match(thrown.message, /^Unrecognized request URL \(GET: \/v1\/disputes\)/);
    return true;
  });
});

test('every answer names the API version: the one asked for, or the SDK’s own', async () => {
  await using account = await openAccount();
  const headers = { authorization: `Bearer ${account.secretKey}` };
  const plain = await fetch(`${account.apiUrl}/v1/account`, { headers });
  assert.equal(plain.headers.get('stripe-version'), '2026-10-28.endive');
  const asked = { ...headers, 'stripe-version': '2025-03-31.basil' };
  const older = await fetch(`${account.apiUrl}/v1/account`, { headers: asked });
  assert.equal(older.headers.get('stripe-version'), '2025-03-31.basil');
  const own = await account.stripe.accounts.retrieveCurrent();
  assert.deepEqual([own.id, own.lastResponse.apiVersion], [account.standIn.accountId, '2026-10-28.endive']);
});

test('unknown, missing and misshapen parameters are refused by name', async () => {
  await using account = await openAccount();
  const { stripe } = account;
  const refusal = async (request: Promise<unknown>) => {
    const thrown = await request.then(
      () => assert.fail('the request was taken'),
      (error: Stripe.errors.StripeError) => error,
    );
    return [thrown.statusCode, thrown.type, thrown.code, thrown.param];
  };
  const kind = 'StripeInvalidRequestError';
  const odd = { colour: 'red', email: 'a@b.se' } as Stripe.CustomerCreateParams;
  assert.deepEqual(await refusal(stripe.customers.create(odd)), [400, kind, 'parameter_unknown', 'colour']);
  const nameless = {} as Stripe.ProductCreateParams;
  assert.deepEqual(await refusal(stripe.products.create(nameless)), [400, kind, 'parameter_missing', 'name']);
  const lines = { line_items: [{ price: 'price_gone', size: 'xl' }] } as object;
  assert.deepEqual(await refusal(account.session(lines)), [400, kind, 'parameter_unknown', 'line_items[0][size]']);
  const withdrawn = account.session({ payment_method_types: ['card'] } as object);
  const gone = [400, kind, 'payment_method_types_no_longer_supported', 'payment_method_types'];
  assert.deepEqual(await refusal(withdrawn), gone);
  const none = { line_items: [{ price: 'price_1', quantity: 0 }] };
  const tooFew = [400, kind, 'parameter_invalid_integer', 'line_items[0][quantity]'];
  assert.deepEqual(await refusal(account.session(none)), tooFew);
  const badUrl = account.session({ success_url: 'nowhere' });
  assert.deepEqual(await refusal(badUrl), [400, kind, 'url_invalid', 'success_url']);
  const notModelled = stripe.customers.create({ balance: 5 });
  assert.deepEqual(await refusal(notModelled), [400, kind, undefined, 'balance']);
});

test('a body of JSON is refused', async () => {
  await using account = await openAccount();
  const answer = await fetch(`${account.apiUrl}/v1/customers`, {
    body: '{"email":"a@b.se"}',
    headers: { authorization: `Bearer ${account.secretKey}`, 'content-type': 'application/json' },
    method: 'POST',
  });
  assert.equal(answer.status, 400);
});

test('requests beyond the limit answer 429 with the code rate_limit', async () => {
  let now = Date.now();
  await using account = await openAccount({ rateLimit: 3, now: () => now });
  const all = await Promise.allSettled(Array.from({ length: 5 }, () => account.stripe.balance.retrieve()));
  const refused = all.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
  assert.equal(refused.length, 2);
  assert.ok(refused[0] instanceof errors.StripeRateLimitError);
  assert.deepEqual([refused[0].statusCode, refused[0].code], [429, 'rate_limit']);
  now += 1_000;
  await account.stripe.balance.retrieve();
});

test('an outage answers 500 until it is over, and the status page says so', async () => {
  let down = true;
  await using account = await openAccount({ outage: () => down });
  const indicator = async () => {
    const answer = await account.standIn.status.request('/api/v2/status.json');
    return ((await answer.json()) as { status: { indicator: string } }).status.indicator;
  };
  await assert.rejects(account.stripe.balance.retrieve(), errors.StripeAPIError);
  assert.equal(await indicator(), 'major');
  down = false;
  await account.stripe.balance.retrieve();
  assert.equal(await indicator(), 'none');
});

test('the request log tells method, path, status and kind of key, and keeps no key', async () => {
  const key = newKey('rk_test');
  await using account = await openAccount({ keys: [{ key, permissions: { balance: 'read' } }] });
  await account.connect(key).balance.retrieve();
  await account.stripe.products.create({ name: 'Loventia Premium' });
  await fetch(`${account.apiUrl}/v1/customers?email=a@b.se`);
  assert.deepEqual(account.standIn.requests, [
    { keyMode: 'rk_test', method: 'GET', path: '/v1/balance', status: 200 },
    { keyMode: 'sk_test', method: 'POST', path: '/v1/products', status: 200 },
    { keyMode: 'none', method: 'GET', path: '/v1/customers', status: 401 },
  ]);
});
