import assert from 'node:assert/strict';
import Stripe from 'stripe';
import { fetch } from 'undici';
import { dispatcher, jsonOf, post, send } from './http.ts';
import { world } from './world.ts';

const { hostname, port } = new URL(world.stripe);
const overOurNetwork = (url: string, init: object) => fetch(url, { ...init, dispatcher });

export const stripe = new Stripe(world.stripeKey, {
  host: hostname,
  port,
  httpClient: Stripe.createFetchHttpClient(overOurNetwork as unknown as typeof globalThis.fetch),
  maxNetworkRetries: 0,
  telemetry: false,
});

/** The account, what it sells, its webhook, what waits in it, what earlier purchases left, and what the app refuses. */
export async function lookAtBilling(): Promise<void> {
  const status = await send(`${world.stripeStatus}/api/v2/status.json`);
  assert.equal(jsonOf(status).status.indicator, 'none');
  assert.equal((await stripe.balance.retrieve()).livemode, false);
  await enabledEndpoint();
  const prices = await stripe.prices.list({ active: true, type: 'recurring', limit: 100 });
  assert.ok(prices.data.some(({ unit_amount: amount, currency }) => amount === 12_900 && currency === 'sek'));
  await nothingWaits();
  for (const email of world.pool) assert.deepEqual(await orphanedResourcesOf(email), []);
  await refusesForgeries();
}

/** The app's own webhook endpoint at Stripe. */
export async function enabledEndpoint(): Promise<void> {
  const { data } = await stripe.webhookEndpoints.list({ limit: 100 });
  assert.equal(data.find(({ url }) => url === `${world.api}/webhooks/stripe`)?.status, 'enabled');
}

/** What still runs or can still be paid for a user: ids of subscriptions and of checkout sessions. */
export async function orphanedResourcesOf(email: string): Promise<string[]> {
  const { data: customers } = await stripe.customers.list({ email, limit: 100 });
  const left: string[] = [];
  for (const { id: customer } of customers) {
    const subscriptions = await stripe.subscriptions.list({ customer, limit: 100 });
    const sessions = await stripe.checkout.sessions.list({ customer, status: 'open', limit: 100 });
    const running = subscriptions.data.filter(({ status }) => status !== 'canceled');
    left.push(...[...running, ...sessions.data].map(({ id }) => id));
  }
  return left;
}

async function nothingWaits(): Promise<void> {
  const now = Math.floor(Date.now() / 1_000);
  const created = { gte: now - 86_400, lt: now - 120 };
  const types = ['checkout.session.completed', 'customer.subscription.updated', 'customer.subscription.deleted'];
  const waiting = await stripe.events.list({ delivery_success: false, types, created, limit: 100 });
  assert.deepEqual(waiting.data, []);
  await enabledEndpoint();
}

async function refusesForgeries(): Promise<void> {
  const event = { id: 'evt_plain', object: 'event', type: 'plain.probe', livemode: false, data: { object: {} } };
  const signature = { 'stripe-signature': `t=${Math.floor(Date.now() / 1_000)},v1=${'0'.repeat(64)}` };
  for (const headers of [signature, {}, { ...signature, 'content-type': 'text/plain' }]) {
    const refused = await post(`${world.api}/webhooks/stripe`, event, headers);
    assert.ok([400, 401, 403, 415].includes(refused.status));
  }
}
