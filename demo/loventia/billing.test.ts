import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import Stripe from 'stripe';
import { bootLoventia, type Loventia } from './boot.ts';
import { until } from './testing/until.ts';
import { bearer, createVisitor, type Session, type Visitor } from './testing/visitor.ts';
import { withDemo } from './testing/with-demo.ts';

let demo: Loventia;
let visitor: Visitor;
let signedIn = 0;

before(async () => {
  demo = await bootLoventia();
  visitor = createVisitor(demo);
});

after(async () => {
  await visitor.close();
  await demo.close();
});

/** Each test has an account of the pool to itself. */
async function signIn(): Promise<Session> {
  const who = demo.credentials.probes[signedIn];
  signedIn += 1;
  return visitor.login(who);
}

const customerOf = async ({ accessToken }: Session) => (await visitor.me(accessToken)).stripeCustomerId ?? '';

const isPremium = async (visitor: Visitor, { accessToken }: Session) => (await visitor.me(accessToken)).isPremium;

const post = async (visitor: Visitor, path: string, { accessToken }: Session) => {
  const response = await visitor.post(path, {}, bearer(accessToken));
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

test('a checkout is opened in the name of the user and returns to the site', async () => {
  const session = await signIn();
  const { body } = await post(visitor, '/api/billing/create-checkout-session', session);
  assert.ok(String(body['url']).startsWith(`${demo.urls.checkout}/`));
  const { data } = await visitor.stripe.checkout.sessions.list({ customer: await customerOf(session) });
  assert.equal(data.length, 1);
  assert.partialDeepStrictEqual(data[0], {
    mode: 'subscription',
    client_reference_id: session.user.id,
    metadata: { userId: session.user.id },
    success_url: `${demo.urls.app}/premium/success?session_id={CHECKOUT_SESSION_ID}`,
    cancel_url: `${demo.urls.app}/premium`,
  });
});

test('a second checkout of the same user keeps the customer', async () => {
  const session = await signIn();
  await post(visitor, '/api/billing/create-checkout-session', session);
  await post(visitor, '/api/billing/create-checkout-session', session);
  const { data } = await visitor.stripe.checkout.sessions.list({ customer: await customerOf(session) });
  assert.equal(data.length, 2);
});

test('a payment makes the user premium, cancelling makes them free at once', async () => {
  const session = await signIn();
  await visitor.buy(session.accessToken);
  await until('the user is premium', () => isPremium(visitor, session));
  const premium = await visitor.me(session.accessToken);
  assert.partialDeepStrictEqual(premium, { premium: true, entitlements: { tier: 'premium' } });
  assert.deepEqual((await post(visitor, '/api/billing/cancel-now', session)).body, {
    ok: true,
    cancelled: 1,
    isPremium: false,
  });
  assert.equal(await isPremium(visitor, session), false);
  const { data } = await visitor.stripe.subscriptions.list({ customer: premium.stripeCustomerId ?? '', status: 'all' });
  assert.deepEqual(
    data.map(({ status }) => status),
    ['canceled'],
  );
});

test('an end of the subscription at Stripe reaches the user', async () => {
  const session = await signIn();
  await visitor.buy(session.accessToken);
  await until('the user is premium', () => isPremium(visitor, session));
  const { data } = await visitor.stripe.subscriptions.list({ customer: await customerOf(session) });
  await visitor.stripe.subscriptions.cancel(data[0]?.id ?? '');
  await until('the user is free', async () => !(await isPremium(visitor, session)));
});

test('a customer that is deleted at Stripe takes premium along, and the next checkout has a new one', async () => {
  const session = await signIn();
  await visitor.buy(session.accessToken);
  await until('the user is premium', () => isPremium(visitor, session));
  const before = await customerOf(session);
  await visitor.stripe.customers.del(before);
  await until('the customer is forgotten', async () => (await customerOf(session)) === '');
  assert.equal(await isPremium(visitor, session), false);
  assert.equal((await post(visitor, '/api/billing/create-checkout-session', session)).status, 200);
  assert.notEqual(await customerOf(session), before);
});

test('syncing believes Stripe, whatever the webhooks have said', async () => {
  await withDemo({ faults: ['webhook-swallowed'] }, async (visitor) => {
    const session = await visitor.login();
    await visitor.buy(session.accessToken);
    assert.equal(await isPremium(visitor, session), false);
    const { status, body } = await post(visitor, '/api/billing/sync', session);
    assert.deepEqual([status, body['ok'], body['isPremium']], [200, true, true]);
    assert.equal(await isPremium(visitor, session), true);
  });
});

test('billing is for signed-in users', async () => {
  for (const path of ['create-checkout-session', 'sync', 'cancel-now']) {
    assert.equal((await visitor.post(`/api/billing/${path}`)).status, 401);
  }
});

test('a webhook without a good signature is a 400', async () => {
  const payload = JSON.stringify({ id: 'evt_1', object: 'event', type: 'ping' });
  const forged = Stripe.webhooks.generateTestHeaderString({ payload, secret: 'whsec_of_somebody_else' });
  const old = Math.floor(Date.now() / 1000) - 600;
  assert.equal((await visitor.api('/webhooks/stripe', { method: 'POST', body: payload })).status, 400);
  assert.equal((await visitor.postEvent(payload, forged)).status, 400);
  assert.equal((await visitor.postEvent(payload, `t=${old},v1=00`)).status, 400);
  assert.equal((await visitor.postEvent(payload)).status, 200);
});

test('an event that is delivered twice counts once, and an old one does not undo a newer one', async () => {
  const session = await signIn();
  const change = (id: string, status: string, created: number) =>
    visitor.postEvent(
      JSON.stringify({
        id,
        object: 'event',
        type: 'customer.subscription.updated',
        created,
        data: { object: { status, customer: 'cus_1', metadata: { userId: session.user.id } } },
      }),
    );
  const now = Math.floor(Date.now() / 1000);
  await change('evt_a', 'active', now);
  assert.deepEqual(await (await change('evt_a', 'canceled', now)).json(), { received: true, duplicate: true });
  await change('evt_b', 'canceled', now - 60);
  assert.equal(await isPremium(visitor, session), true);
  await change('evt_c', 'past_due', now);
  assert.equal(await isPremium(visitor, session), true);
  await change('evt_d', 'canceled', now);
  assert.equal(await isPremium(visitor, session), false);
});
