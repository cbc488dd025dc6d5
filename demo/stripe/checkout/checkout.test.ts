import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Stripe } from 'stripe';
import { openAccount } from '../testing/open-account.ts';
import { pay } from '../testing/pay.ts';

test('a session opens unpaid, with the hosted page’s address and what the merchant attached', async () => {
  await using account = await openAccount();
  const session = await account.session({
    allowed_payment_method_types: ['card'],
    cancel_url: 'https://app.loventia.test/premium',
    client_reference_id: 'user-7',
    locale: 'en',
    metadata: { userId: 'user-7' },
    wallet_options: { link: { display: 'never' } },
  });
  assert.match(session.id, /^cs_test_a1\w{56}$/);
  assert.ok(session.url?.startsWith(`${account.checkoutUrl}/c/pay/${session.id}#fid`));
  assert.deepEqual([session.status, session.payment_status, session.mode], ['open', 'unpaid', 'subscription']);
  assert.deepEqual([session.amount_total, session.currency, session.livemode], [12_900, 'sek', false]);
  assert.deepEqual([session.client_reference_id, session.metadata], ['user-7', { userId: 'user-7' }]);
  assert.equal(session.expires_at - session.created, 24 * 3600);
  assert.equal(session.line_items, undefined);
  const expanded = await account.stripe.checkout.sessions.retrieve(session.id, { expand: ['line_items'] });
  assert.equal(expanded.line_items?.data[0]?.description, 'Loventia Premium');
  const lines = await account.stripe.checkout.sessions.listLineItems(session.id);
  assert.equal(lines.data[0]?.price?.unit_amount, 12_900);
});

test('paying completes the session with customer, active subscription and paid invoice', async () => {
  await using account = await openAccount();
  const { stripe } = account;
  const opened = await account.session({
    client_reference_id: 'user-7',
    subscription_data: { metadata: { userId: 'user-7' } },
  });
  const paid = await pay(account, opened);
  assert.equal(paid.redirect, `https://app.loventia.test/premium/success?session_id=${opened.id}`);
  const session = await stripe.checkout.sessions.retrieve(opened.id, {
    expand: ['customer', 'invoice', 'subscription'],
  });
  assert.deepEqual([session.status, session.payment_status, session.url], ['complete', 'paid', null]);
  const [customer, invoice, subscription] = [
    session.customer as Stripe.Customer,
    session.invoice as Stripe.Invoice,
    session.subscription as Stripe.Subscription,
  ];
  assert.equal(customer.email, 'payer@loventia.test');
  assert.deepEqual([invoice.status, invoice.billing_reason], ['paid', 'subscription_create']);
  assert.deepEqual([subscription.status, subscription.metadata], ['active', { userId: 'user-7' }]);
  assert.equal(subscription.latest_invoice, invoice.id);
  const types = (await stripe.events.list({ limit: 100 })).data.map(({ type }) => type);
  const expected = ['customer.created', 'payment_method.attached', 'customer.subscription.created', 'invoice.created'];
  expected.push('invoice.finalized', 'invoice.paid', 'invoice.payment_succeeded', 'checkout.session.completed');
  assert.deepEqual(types.toReversed().slice(-8), expected);
  const [event] = (await stripe.events.list({ type: 'checkout.session.completed' })).data;
  assert.equal((event!.data.object as Stripe.Checkout.Session).client_reference_id, 'user-7');
  assert.deepEqual(event!.request, { id: null, idempotency_key: null });
});

test('a session for a known customer charges that customer', async () => {
  await using account = await openAccount();
  const { id: customer } = await account.stripe.customers.create({ email: 'known@loventia.test' });
  const session = await account.session({ customer });
  await pay(account, session);
  assert.equal((await account.stripe.checkout.sessions.retrieve(session.id)).customer, customer);
  assert.equal((await account.stripe.customers.list()).data.length, 1);
  assert.equal((await account.stripe.customers.listPaymentMethods(customer)).data[0]?.card?.last4, '4242');
});

const declines = [
  ['4000000000000002', 'cardNumber', 'card_declined', 'Your card was declined.'],
  ['4000000000009995', 'cardNumber', 'card_declined', 'Your card has insufficient funds.'],
  ['4000000000000069', 'cardExpiry', 'expired_card', 'Your card has expired.'],
  ['4000000000000127', 'cardCvc', 'incorrect_cvc', "Your card's security code is incorrect."],
  ['4000000000000341', 'cardNumber', 'card_declined', 'Your card was declined.'],
  ['4111111111111111', 'cardNumber', 'card_declined', 'Your request was in test mode, but used a non test card.'],
] as const;

for (const [cardNumber, field, code, message] of declines) {
  test(`card …${cardNumber.slice(-4)} is declined with ${code} and leaves the session open`, async () => {
    await using account = await openAccount();
    const session = await account.session();
    const { errors, status } = await pay(account, session, { cardNumber });
    assert.deepEqual([status, errors?.[0]?.field, errors?.[0]?.code], [402, field, code]);
    assert.ok(errors?.[0]?.message.includes(message));
    assert.equal((await account.stripe.checkout.sessions.retrieve(session.id)).status, 'open');
    assert.equal((await account.stripe.customers.list()).data.length, 0);
    assert.equal((await pay(account, session)).status, 200);
  });
}

test('incomplete and wrong entries are refused field by field', async () => {
  await using account = await openAccount();
  const session = await account.session();
  const refused = await pay(account, session, {
    cardCvc: '1',
    cardExpiry: '12 / 19',
    cardNumber: '4242 4242 4242 4241',
    email: 'x',
  });
  assert.equal(refused.status, 400);
  assert.deepEqual(refused.errors?.map(({ field }) => field).toSorted(), [
    'cardCvc',
    'cardExpiry',
    'cardNumber',
    'email',
  ]);
  const zipless = await pay(account, session, { billingCountry: 'US' });
  assert.deepEqual(zipless.errors, [{ field: 'billingPostalCode', message: 'Required' }]);
});

test('an expired session takes no payment, whether by request or by time', async () => {
  let now = Date.now();
  await using account = await openAccount({ now: () => now });
  const { sessions } = account.stripe.checkout;
  const [byRequest, byTime] = [await account.session(), await account.session()];
  assert.deepEqual([(await sessions.expire(byRequest.id)).status, byRequest.status], ['expired', 'open']);
  assert.equal((await pay(account, byRequest)).status, 410);
  await assert.rejects(sessions.expire(byRequest.id), /status of `expired`/);
  now += 24 * 3600 * 1000;
  assert.equal((await sessions.retrieve(byTime.id)).status, 'expired');
  assert.equal((await pay(account, byTime)).status, 410);
  assert.equal((await sessions.list({ status: 'expired' })).data.length, 2);
});

test('payments fail while Stripe is down', async () => {
  let down = false;
  await using account = await openAccount({ outage: () => down });
  const session = await account.session();
  down = true;
  assert.equal((await pay(account, session)).status, 500);
});
