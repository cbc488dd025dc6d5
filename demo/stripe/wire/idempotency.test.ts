import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stripe } from 'stripe';
import { openAccount } from '../testing/open-account.ts';

test('the same key and parameters give the same answer, marked as replayed', async () => {
  await using account = await openAccount();
  const { customers } = account.stripe;
  const once = await customers.create({ email: 'a@b.se' }, { idempotencyKey: 'run-1' });
  const twice = await customers.create({ email: 'a@b.se' }, { idempotencyKey: 'run-1' });
  assert.equal(twice.id, once.id);
  assert.equal((await customers.list()).data.length, 1);
  assert.equal(once.lastResponse.headers['idempotent-replayed'], undefined);
  assert.equal(twice.lastResponse.headers['idempotent-replayed'], 'true');
  assert.equal(twice.lastResponse.headers['original-request'], once.lastResponse.requestId);
  assert.notEqual(twice.lastResponse.requestId, once.lastResponse.requestId);
});

test('a key that comes back with something else is an idempotency error', async () => {
  await using account = await openAccount();
  const { customers, products } = account.stripe;
  await customers.create({ email: 'a@b.se' }, { idempotencyKey: 'run-1' });
  const { StripeIdempotencyError } = Stripe.errors;
  await assert.rejects(customers.create({ email: 'c@d.se' }, { idempotencyKey: 'run-1' }), StripeIdempotencyError);
  await assert.rejects(products.create({ name: 'x' }, { idempotencyKey: 'run-1' }), StripeIdempotencyError);
});

test('a refusal is remembered once the operation began, and not when only its parameters were wrong', async () => {
  await using account = await openAccount();
  const { customers, stripe } = { customers: account.stripe.customers, stripe: account.stripe };
  const declined = { customer: '', items: [{ price: (await account.price()).id }] };
  declined.customer = (await customers.create({ payment_method: 'pm_card_chargeCustomerFail' })).id;
  const subscribe = () =>
    stripe.subscriptions.create(
      { ...declined, default_payment_method: 'pm_card_chargeCustomerFail', payment_behavior: 'error_if_incomplete' },
      { idempotencyKey: 'run-1' },
    );
  await assert.rejects(subscribe(), Stripe.errors.StripeCardError);
  await assert.rejects(subscribe(), (thrown: Stripe.errors.StripeError) => {
    assert.equal(thrown.headers?.['idempotent-replayed'], 'true');
    return true;
  });
  const unknown = { colour: 'red' } as Stripe.CustomerCreateParams;
  await assert.rejects(customers.create(unknown, { idempotencyKey: 'run-2' }));
  await customers.create({ email: 'a@b.se' }, { idempotencyKey: 'run-2' });
});
