import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stripe } from 'stripe';
import { openAccount } from '../testing/open-account.ts';

const codeOf = (request: Promise<unknown>): Promise<unknown[]> =>
  request.then(
    () => assert.fail('the request was taken'),
    ({ code, param, statusCode }: Stripe.errors.StripeError) => [statusCode, code, param],
  );

test('a customer is created, read, changed, found by email and deleted', async () => {
  await using account = await openAccount();
  const { customers } = account.stripe;
  const created = await customers.create({ email: 'a@b.se', metadata: { a: '1', b: '2' } });
  assert.match(created.id, /^cus_\w{14}$/);
  assert.equal(created.livemode, false);
  const updated = await customers.update(created.id, { metadata: { b: '', c: '3' }, name: 'Åsa' });
  assert.deepEqual([updated.name, updated.email, updated.metadata], ['Åsa', 'a@b.se', { a: '1', c: '3' }]);
  await customers.create({ email: 'other@b.se' });
  assert.deepEqual(
    (await customers.list({ email: 'a@b.se' })).data.map(({ id }) => id),
    [created.id],
  );
  const gone = { deleted: true, id: created.id, object: 'customer' };
  assert.deepEqual({ ...(await customers.del(created.id)) }, gone);
  assert.deepEqual({ ...(await customers.retrieve(created.id)) }, gone);
  assert.equal((await customers.list({ email: 'a@b.se' })).data.length, 0);
  assert.deepEqual(await codeOf(customers.update(created.id, {})), [404, 'resource_missing', 'id']);
});

test('customers and subscriptions are found by exact metadata, and nothing else is searched', async () => {
  await using account = await openAccount();
  const { customers, subscriptions } = account.stripe;
  const wanted = await customers.create({ metadata: { userId: 'u1', kind: 'probe' } });
  await customers.create({ metadata: { userId: 'u2', kind: 'probe' } });
  const { id: price } = await account.price();
  const bought = await subscriptions.create({
    customer: wanted.id,
    items: [{ price }],
    metadata: { userId: 'u1' },
    default_payment_method: 'pm_card_visa',
  });
  const query = "metadata['userId']:'u1'";
  assert.deepEqual(
    (await customers.search({ query: `${query} AND metadata["kind"]:"probe"` })).data.map(({ id }) => id),
    [wanted.id],
  );
  assert.deepEqual(
    (await subscriptions.search({ query })).data.map(({ id }) => id),
    [bought.id],
  );
  assert.deepEqual(await codeOf(customers.search({ query: "email:'a@b.se'" })), [400, undefined, 'query']);
});

test('what a search finds comes in pages', async () => {
  await using account = await openAccount();
  const { customers } = account.stripe;
  for (let at = 0; at < 5; at += 1) await customers.create({ metadata: { userId: 'u1' } });
  const found = await customers
    .search({ query: "metadata['userId']:'u1'", limit: 2 })
    .autoPagingToArray({ limit: 100 });
  assert.equal(new Set(found.map(({ id }) => id)).size, 5);
  assert.deepEqual(await codeOf(customers.search({ query: "metadata['userId']:'u1'", page: 'x' })), [
    400,
    undefined,
    'page',
  ]);
});

test('what is not there is resource_missing: 404 by address, 400 by parameter', async () => {
  await using account = await openAccount();
  const { stripe } = account;
  assert.deepEqual(await codeOf(stripe.subscriptions.retrieve('sub_gone')), [404, 'resource_missing', 'id']);
  const session = (params: object) => codeOf(account.session(params));
  assert.deepEqual(await session({ customer: 'cus_gone' }), [400, 'resource_missing', 'customer']);
  const gone = { line_items: [{ price: 'price_gone', quantity: 1 }] };
  assert.deepEqual(await session(gone), [400, 'resource_missing', 'line_items[0][price]']);
  const { id } = await stripe.customers.create({});
  await stripe.customers.del(id);
  assert.deepEqual(await session({ customer: id }), [400, 'resource_missing', 'customer']);
});

test('lists come newest first, a page at a time', async () => {
  await using account = await openAccount();
  const { products } = account.stripe;
  const names = Array.from({ length: 12 }, (_, index) => `product ${index}`);
  for (const name of names) await products.create({ name });
  const first = await products.list();
  assert.deepEqual([first.object, first.url, first.has_more, first.data.length], ['list', '/v1/products', true, 10]);
  const second = await products.list({ starting_after: first.data[9]!.id });
  assert.deepEqual([second.has_more, second.data.map(({ name }) => name)], [false, ['product 1', 'product 0']]);
  const all = await products.list({ limit: 5 }).autoPagingToArray({ limit: 100 });
  assert.deepEqual(
    all.map(({ name }) => name),
    names.toReversed(),
  );
  assert.deepEqual(await codeOf(products.list({ limit: 101 })), [400, undefined, 'limit']);
});

test('a price keeps exact decimals through the SDK', async () => {
  await using account = await openAccount();
  const price = await account.price();
  assert.match(price.id, /^price_1\w{23}$/);
  assert.equal(price.unit_amount_decimal?.toString(), '12900');
  assert.deepEqual([price.recurring?.interval, price.type, price.currency], ['month', 'recurring', 'sek']);
  const expanded = await account.stripe.prices.retrieve(price.id, { expand: ['product'] });
  assert.equal((expanded.product as Stripe.Product).name, 'Loventia Premium');
});

test('a subscription starts with pm_card_visa, ends at the period’s end or at once', async () => {
  await using account = await openAccount();
  const { stripe } = account;
  const { id: price } = await account.price();
  const customer = await stripe.customers.create({ email: 'a@b.se' });
  const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
  assert.deepEqual([method.customer, method.card?.last4], [customer.id, '4242']);
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } });
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    expand: ['latest_invoice'],
    items: [{ price }],
    metadata: { synthetic: 'run-1' },
    payment_behavior: 'error_if_incomplete',
  });
  assert.equal(subscription.status, 'active');
  const invoice = subscription.latest_invoice as Stripe.Invoice;
  assert.deepEqual([invoice.status, invoice.amount_paid], ['paid', 12_900]);
  const listed = await stripe.subscriptions.list({ customer: customer.id });
  assert.deepEqual([listed.data.length, listed.data[0]!.metadata], [1, { synthetic: 'run-1' }]);
  const ending = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
  assert.deepEqual([ending.status, ending.cancel_at], ['active', ending.items.data[0]!.current_period_end]);
  const ended = await stripe.subscriptions.cancel(subscription.id);
  assert.equal(ended.status, 'canceled');
  assert.equal((await stripe.subscriptions.list({ customer: customer.id })).data.length, 0);
  assert.deepEqual(await codeOf(stripe.subscriptions.cancel(subscription.id)), [404, 'resource_missing', 'id']);
});

test('a card that attaches and then fails refuses the subscription or leaves it incomplete', async () => {
  await using account = await openAccount();
  const { stripe } = account;
  const { id: price } = await account.price();
  const { id: customer } = await stripe.customers.create({});
  const params = { customer, default_payment_method: 'pm_card_chargeCustomerFail', items: [{ price }] };
  await assert.rejects(
    stripe.subscriptions.create({ ...params, payment_behavior: 'error_if_incomplete' }),
    (thrown: Error) => {
      assert.ok(thrown instanceof Stripe.errors.StripeCardError);
      assert.deepEqual([thrown.statusCode, thrown.decline_code], [402, 'generic_decline']);
      return true;
    },
  );
  const incomplete = await stripe.subscriptions.create(params);
  assert.equal(incomplete.status, 'incomplete');
  assert.equal((await stripe.invoices.retrieve(String(incomplete.latest_invoice))).status, 'open');
  await assert.rejects(
    stripe.paymentMethods.attach('pm_card_visa_chargeDeclined', { customer }),
    Stripe.errors.StripeCardError,
  );
});

test('deleting a customer ends its subscriptions', async () => {
  await using account = await openAccount();
  const { stripe } = account;
  const { id: customer } = await stripe.customers.create({});
  const { id } = await stripe.subscriptions.create({
    customer,
    default_payment_method: 'pm_card_visa',
    items: [{ price: (await account.price()).id }],
  });
  await stripe.customers.del(customer);
  assert.equal((await stripe.subscriptions.retrieve(id)).status, 'canceled');
  const types = (await stripe.events.list({ types: ['customer.deleted', 'customer.subscription.deleted'] })).data;
  assert.deepEqual(
    types.map(({ type }) => type),
    ['customer.deleted', 'customer.subscription.deleted'],
  );
});

test('a webhook endpoint tells its secret once, and is switched off and on', async () => {
  await using account = await openAccount();
  const { webhookEndpoints } = account.stripe;
  const url = 'https://api.loventia.test/webhooks/stripe';
  const created = await webhookEndpoints.create({ enabled_events: ['checkout.session.completed'], url });
  assert.match(created.secret ?? '', /^whsec_\w{32}$/);
  const [listed] = (await webhookEndpoints.list()).data;
  assert.deepEqual([listed!.id, listed!.url, listed!.status, listed!.secret], [created.id, url, 'enabled', undefined]);
  assert.equal((await webhookEndpoints.retrieve(created.id)).secret, undefined);
  assert.equal((await webhookEndpoints.update(created.id, { disabled: true })).status, 'disabled');
  assert.equal((await webhookEndpoints.update(created.id, { url: `${url}2` })).status, 'disabled');
  assert.equal((await webhookEndpoints.update(created.id, { disabled: false })).status, 'enabled');
  assert.deepEqual(
    { ...(await webhookEndpoints.del(created.id)) },
    {
      deleted: true,
      id: created.id,
      object: 'webhook_endpoint',
    },
  );
  assert.deepEqual(await codeOf(webhookEndpoints.retrieve(created.id)), [404, 'resource_missing', 'id']);
});

test('events are whole, name the request that caused them, and are filtered by type and time', async () => {
  await using account = await openAccount();
  const { stripe } = account;
  const customer = await stripe.customers.create({ email: 'a@b.se' }, { idempotencyKey: 'run-1' });
  await stripe.customers.update(customer.id, { name: 'Åsa' });
  const [event] = (await stripe.events.list({ type: 'customer.created' })).data;
  assert.match(event!.id, /^evt_1\w{23}$/);
  assert.equal(event!.object, 'event');
  assert.equal(event!.api_version, '2026-10-28.endive');
  assert.deepEqual([event!.livemode, event!.pending_webhooks], [false, 0]);
  assert.deepEqual(event!.request, { id: customer.lastResponse.requestId, idempotency_key: 'run-1' });
  assert.equal((event!.data.object as Stripe.Customer).name, null);
  const [update] = (await stripe.events.list({ types: ['customer.updated'] })).data;
  assert.deepEqual(update!.data.previous_attributes, { name: null });
  assert.equal((await stripe.events.list({ type: 'customer.*' })).data.length, 2);
  const soon = Math.floor(Date.now() / 1000) + 60;
  assert.equal((await stripe.events.list({ created: { gte: soon } })).data.length, 0);
  assert.equal((await stripe.events.retrieve(event!.id)).id, event!.id);
  assert.equal((await codeOf(stripe.events.list({ type: 'a.b', types: ['a.b'] })))[0], 400);
});
