import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stripe } from 'stripe';
import { openAccount } from './testing/open-account.ts';
import { pay } from './testing/pay.ts';
import { openReceiver } from './testing/receiver.ts';
import { until } from './testing/until.ts';

test('a purchase reaches the endpoint signed, and the official verifier accepts it', async () => {
  await using account = await openAccount();
  await using receiver = await openReceiver();
  const { secret = '' } = await account.stripe.webhookEndpoints.create({
    enabled_events: ['checkout.session.completed'],
    url: receiver.url,
  });
  const session = await account.session({ metadata: { userId: 'user-7' } });
  await pay(account, session);
  await until('the webhook has arrived', () => receiver.received.length > 0);
  const [{ body, headers }] = [receiver.received[0]!];
  const event = Stripe.webhooks.constructEvent(body, headers.get('stripe-signature') ?? '', secret);
  assert.equal(event.type, 'checkout.session.completed');
  assert.equal((event.data.object as Stripe.Checkout.Session).metadata?.['userId'], 'user-7');
  assert.match(headers.get('stripe-signature') ?? '', /^t=\d+,v1=[0-9a-f]{64}$/);
  assert.equal(headers.get('user-agent'), 'Stripe/1.0 (+https://stripe.com/docs/webhooks)');
  assert.throws(() => Stripe.webhooks.constructEvent(body, headers.get('stripe-signature') ?? '', 'whsec_other'));
  await until(
    'the event is delivered',
    async () => (await account.stripe.events.retrieve(event.id)).pending_webhooks === 0,
  );
  assert.equal((await account.stripe.events.list({ delivery_success: false })).data.length, 0);
  assert.equal(receiver.received.length, 1);
});

test('a refused delivery is tried again and counts as pending until it is taken', async () => {
  await using account = await openAccount({ retryBackoffMs: Array(1_000).fill(10) });
  await using receiver = await openReceiver();
  receiver.status = 500;
  await account.stripe.webhookEndpoints.create({ enabled_events: ['*'], url: receiver.url });
  await account.stripe.customers.create({});
  await until('a second attempt was made', () => receiver.received.length > 1);
  const [pending] = (await account.stripe.events.list({ delivery_success: false })).data;
  assert.equal(pending?.pending_webhooks, 1);
  receiver.status = 204;
  const delivered = async () => (await account.stripe.events.retrieve(pending!.id)).pending_webhooks === 0;
  await until('the event is delivered', delivered);
});

test('an endpoint that never takes an event leaves it pending, and a redirect is no delivery', async () => {
  await using account = await openAccount({ retryBackoffMs: [5] });
  await using receiver = await openReceiver();
  await using other = await openReceiver();
  receiver.status = 302;
  for (const { url } of [receiver, other]) {
    await account.stripe.webhookEndpoints.create({ enabled_events: ['customer.created'], url });
  }
  await account.stripe.customers.create({});
  await until('all attempts are made', () => receiver.received.length === 2 && other.received.length === 1);
  await account.standIn.close();
  const [event] = (await account.stripe.events.list({ type: 'customer.created' })).data;
  assert.equal(event?.pending_webhooks, 1);
  assert.equal(receiver.received.length, 2);
});

test('a disabled endpoint and other types get nothing, and wait for nothing', async () => {
  await using account = await openAccount();
  await using receiver = await openReceiver();
  const { id } = await account.stripe.webhookEndpoints.create({ enabled_events: ['invoice.paid'], url: receiver.url });
  await account.stripe.customers.create({});
  await account.stripe.webhookEndpoints.update(id, { disabled: true });
  await pay(account, await account.session());
  await account.standIn.close();
  assert.equal(receiver.received.length, 0);
  assert.equal((await account.stripe.events.list({ delivery_success: false })).data.length, 0);
});

test('an endpoint that does not answer in time is tried again, and close() ends the waiting', async () => {
  let attempts = 0;
  const silent: NonNullable<Parameters<typeof openAccount>[0]>['deliver'] = (_, { signal }) => {
    attempts += 1;
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  };
  await using account = await openAccount({ deliver: silent, deliveryTimeoutMs: 10, retryBackoffMs: [1, 60_000] });
  await account.stripe.webhookEndpoints.create({ enabled_events: ['*'], url: 'http://silent.loventia.test/hook' });
  await account.stripe.customers.create({});
  await until('a second attempt was made', () => attempts === 2);
  await account.standIn.close();
  assert.equal((await account.stripe.events.list({ type: 'customer.created' })).data[0]?.pending_webhooks, 1);
});
