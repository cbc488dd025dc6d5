import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Stripe } from 'stripe';
import { type OpenAccount, openAccount } from '../testing/open-account.ts';
import { pay } from '../testing/pay.ts';

const mug = { currency: 'sek', product_data: { name: 'Mug' }, unit_amount: 4_900 };

const openPayment = (account: OpenAccount): Promise<Stripe.Checkout.Session> =>
  account.stripe.checkout.sessions.create({
    client_reference_id: 'order-3',
    line_items: [{ price_data: mug, quantity: 2 }],
    mode: 'payment',
    payment_intent_data: { metadata: { order: 'order-3' } },
    success_url: 'https://shop.test/done',
  });

test('a session of one payment is paid by a guest, and its payment can go back once', async () => {
  await using account = await openAccount();
  const { stripe } = account;
  const opened = await openPayment(account);
  assert.deepEqual([opened.mode, opened.amount_total, opened.payment_intent], ['payment', 9_800, null]);
  assert.match(await (await fetch(opened.url!)).text(), /<h1[^>]*>Pay Mug<\/h1>[\s\S]*data-state="idle">Pay</);
  assert.equal((await pay(account, opened)).redirect, 'https://shop.test/done');
  const expand = ['payment_intent.latest_charge'];
  const paid = await stripe.checkout.sessions.retrieve(opened.id, { expand });
  const intent = paid.payment_intent as Stripe.PaymentIntent;
  const charge = intent.latest_charge as Stripe.Charge;
  assert.deepEqual([paid.status, paid.payment_status, paid.customer], ['complete', 'paid', null]);
  assert.deepEqual(
    [intent.status, intent.amount_received, intent.metadata],
    ['succeeded', 9_800, { order: 'order-3' }],
  );
  assert.deepEqual([charge.refunded, charge.payment_intent], [false, intent.id]);
  const refund = await stripe.refunds.create({ payment_intent: intent.id });
  assert.deepEqual([refund.amount, refund.status, refund.charge], [9_800, 'succeeded', charge.id]);
  assert.equal((await stripe.charges.retrieve(charge.id)).refunded, true);
  const again = stripe.refunds.create({ payment_intent: intent.id });
  await assert.rejects(again, { code: 'charge_already_refunded' });
  const types = (await stripe.events.list({ limit: 5 })).data.map(({ type }) => type).toReversed();
  const paying = ['charge.succeeded', 'payment_intent.succeeded', 'checkout.session.completed'];
  assert.deepEqual(types, [...paying, 'refund.created', 'charge.refunded']);
});

test('a card that is declined leaves the session open, without a payment', async () => {
  await using account = await openAccount();
  const opened = await openPayment(account);
  assert.equal((await pay(account, opened, { cardNumber: '4000 0000 0000 0002' })).status, 402);
  const { status, payment_intent: intent } = await account.stripe.checkout.sessions.retrieve(opened.id);
  assert.deepEqual([status, intent], ['open', null]);
});

test('one payment takes no recurring price', async () => {
  await using account = await openAccount();
  const line_items = [{ price: (await account.price()).id, quantity: 1 }];
  await assert.rejects(account.session({ line_items, mode: 'payment' }), /`payment` mode but passed a recurring price/);
});
