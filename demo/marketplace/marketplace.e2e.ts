import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import Stripe from 'stripe';
import { createLoopbackFetch, type LoopbackFetch } from '../net/loopback-fetch.ts';
import { until } from '../stripe/testing/until.ts';
import { bootMarketplace, type MarketplaceDemo } from './boot.ts';
import type { marketplaceFaults } from './faults.ts';

let demo: MarketplaceDemo;
let inside: LoopbackFetch;
let stripe: Stripe;
before(async () => {
  demo = await bootMarketplace();
  inside = createLoopbackFetch(demo.caPem);
  const { hostname: host, port } = new URL(demo.urls.stripe);
  const httpClient = Stripe.createFetchHttpClient(inside.fetch as unknown as typeof fetch);
  stripe = new Stripe(demo.stripeKey, { host, port, httpClient, telemetry: false });
});
afterEach(() => {
  for (const id of demo.faults.ids) demo.faults.turnOff(id);
});
after(async () => {
  await inside.close();
  await demo.close();
});

interface Asked {
  json?: unknown;
  token?: string;
}

async function ask(path: string, { json, token }: Asked = {}) {
  const headers = { apikey: demo.anonKey, ...(token && { authorization: `Bearer ${token}` }) };
  const post = { method: 'POST', body: JSON.stringify(json) };
  const response = await inside.fetch(
    `${demo.urls.api}${path}`,
    json === undefined ? { headers } : { ...post, headers },
  );
  const text = await response.text();
  return { status: response.status, json: text ? JSON.parse(text) : undefined };
}

const grant = (type: 'password' | 'refresh_token', json: object) => ask(`/auth/v1/token?grant_type=${type}`, { json });
const signIn = (who: 'probe' | 'witness') => grant('password', demo.credentials[who]);
const tokenOf = async (who: 'probe' | 'witness'): Promise<string> => (await signIn(who)).json.access_token;
const ordersOf = async (token?: string) => (await ask('/rest/v1/orders?select=id,status', token ? { token } : {})).json;
const towel = { items: [{ product: 'tea-towel', quantity: 1 }], note: 'watchpost-probe' };
const checkOut = (token: string) => ask('/functions/v1/checkout', { json: towel, token });
const stateOf = async (id: string, token: string): Promise<string> =>
  (await ask(`/rest/v1/orders?id=eq.${id}&select=id,status`, { token })).json[0]?.status;

/** Pays as the hosted page's own script does. */
async function pay(url: string): Promise<void> {
  const visa = { cardNumber: '4242 4242 4242 4242', cardExpiry: '12 / 39', cardCvc: '123', billingName: 'Ada' };
  const body = new URLSearchParams({ ...visa, billingCountry: 'SE', email: 'ada@marketplace.test' }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const { status } = await inside.fetch(url.split('#', 1)[0] ?? '', { method: 'POST', body, headers });
  assert.equal(status, 200);
}

describe('the project', () => {
  test('wants its key, and says who it is', async () => {
    const bare = await inside.fetch(`${demo.urls.api}/auth/v1/health`);
    assert.equal(bare.status, 401);
    assert.equal((await ask('/auth/v1/health')).json.name, 'GoTrue');
  });

  test('signs in, refreshes with a new token each time, and refuses what is wrong', async () => {
    const { json: session } = await signIn('probe');
    assert.equal((await ask('/auth/v1/user', { token: session.access_token })).json.email, 'probe@marketplace.test');
    const { json: next } = await grant('refresh_token', session);
    assert.notEqual(next.refresh_token, session.refresh_token);
    const wrong = await grant('password', { email: 'probe@marketplace.test', password: 'no' });
    assert.deepEqual([wrong.status, wrong.json.error_code], [400, 'invalid_credentials']);
    assert.equal((await grant('refresh_token', { refresh_token: 'no' })).json.error_code, 'refresh_token_not_found');
    assert.equal((await ask('/auth/v1/user', { token: 'a.b.c' })).json.error_code, 'bad_jwt');
  });

  test('reads tables as PostgREST does, with its errors', async () => {
    const { json } = await ask('/rest/v1/products?select=id,price&order=price.desc&limit=2');
    assert.deepEqual(json[0], { id: 'apron', price: 5_600 });
    assert.equal(json.length, 2);
    const errors = [];
    for (const path of ['orders?select=nothing', 'orders?total=gt.1', 'orders?id=eq.1', 'nowhere'])
      errors.push((await ask(`/rest/v1/${path}`)).json.code);
    assert.deepEqual(errors, ['42703', 'PGRST100', '22P02', '42P01']);
    assert.equal((await ask('/rest/v1/orders', { token: 'a.b.c' })).json.code, 'PGRST301');
  });
});

describe('an order', () => {
  test('is seen by its own user alone, is paid by the event of its payment, and refunded by that of its refund', async () => {
    const [own, other] = [await tokenOf('probe'), await tokenOf('witness')];
    const { url, orderId } = (await checkOut(own)).json;
    assert.equal(await stateOf(orderId, own), 'pending');
    assert.equal(await stateOf(orderId, other), undefined);
    assert.deepEqual(await ordersOf(), []);
    await pay(url);
    await until('the order is paid', async () => (await stateOf(orderId, own)) === 'paid');
    const [session] = (await stripe.checkout.sessions.list({ limit: 1 })).data;
    assert.deepEqual([session?.client_reference_id, session?.amount_total], [orderId, 1_400]);
    await stripe.refunds.create({ payment_intent: String(session?.payment_intent) });
    await until('the order is refunded', async () => (await stateOf(orderId, own)) === 'refunded');
  });

  test('fails when nobody pays it in time', async () => {
    const token = await tokenOf('probe');
    const { orderId } = (await checkOut(token)).json;
    const [session] = (await stripe.checkout.sessions.list({ limit: 1 })).data;
    await stripe.checkout.sessions.expire(session?.id ?? '');
    await until('the order has failed', async () => (await stateOf(orderId, token)) === 'failed');
  });

  test('that its event does not find stays pending, and the event counts as taken', async () => {
    demo.faults.turnOn('order-stuck');
    const token = await tokenOf('probe');
    const { url, orderId } = (await checkOut(token)).json;
    await pay(url);
    const isTaken = async () =>
      (await stripe.events.list({ type: 'checkout.session.completed', limit: 1 })).data[0]?.pending_webhooks === 0;
    await until('the event is taken', isTaken);
    assert.equal(await stateOf(orderId, token), 'pending');
  });
});

const refusal = async (asked: ReturnType<typeof ask>) => {
  const { status, json } = await asked;
  return [status, json.error?.code ?? json.error_code ?? json.code ?? json.message];
};
const forged = () => refusal(ask('/functions/v1/stripe-webhook', { json: { type: 'account.updated', data: {} } }));
const checkoutRefusal = async () => refusal(checkOut(await tokenOf('probe')));

/** What each fault of an answer shows, and what is there without it. */
const shown: Partial<Record<keyof typeof marketplaceFaults, [look: () => Promise<unknown>, expected: unknown]>> = {
  'auth-down': [() => refusal(ask('/auth/v1/health')), [503, 'name resolution failed']],
  'email-unconfirmed': [() => refusal(signIn('probe')), [400, 'email_not_confirmed']],
  'refresh-broken': [
    async () => refusal(grant('refresh_token', (await signIn('probe')).json)),
    [400, 'refresh_token_not_found'],
  ],
  'jwt-errors': [async () => refusal(ask('/rest/v1/orders', { token: await tokenOf('probe') })), [401, 'PGRST301']],
  'db-connections': [() => refusal(ask('/rest/v1/products')), [504, 'PGRST003']],
  'products-hidden': [async () => (await ask('/rest/v1/products?select=id')).json, []],
  'order-leak': [async () => (await ordersOf()).length > 0, true],
  'order-leak-list': [
    async () => isDeepStrictEqual(await ordersOf(await tokenOf('probe')), await ordersOf(await tokenOf('witness'))),
    true,
  ],
  'order-refused-rls': [checkoutRefusal, [403, '42501']],
  'order-refused-constraint': [checkoutRefusal, [400, '23514']],
  'edge-checkout-500': [checkoutRefusal, [500, 'WORKER_ERROR']],
  'payments-paused': [checkoutRefusal, [503, 'payments_unavailable']],
  'stripe-outage': [checkoutRefusal, [503, 'payments_unavailable']],
  'webhook-unsigned-accepted': [forged, [200, undefined]],
};

for (const [fault, [look, expected]] of Object.entries(shown))
  test(`${fault} shows as it should, and goes when it is switched off`, async () => {
    demo.faults.turnOn(fault);
    assert.deepEqual(await look(), expected);
    demo.faults.turnOff(fault);
    assert.notDeepEqual(await look(), expected);
  });
