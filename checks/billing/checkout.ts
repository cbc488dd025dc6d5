import { expect } from '@playwright/test';
import type Stripe from 'stripe';
import { billingUser } from '#fixtures/billing/entitlement.ts';
import { beginPurchase } from '#fixtures/billing/purchase.ts';
import { resetProbeUser } from '#fixtures/billing/reset-probe-user.ts';
import { askStripe, billing, isGone } from '#fixtures/billing/stripe.ts';
import { required } from '#fixtures/claim/claim.ts';
import { classBehindStripe } from '#fixtures/http/classify-response.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus, type Http } from '#fixtures/http/http.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { fail, notRun } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { hasOwnAccount, ownEmail } from '#fixtures/session/probe-account.ts';
import { bearer, type Session } from '#fixtures/session/session.ts';

/** A checkout session that the app opened for the probe user. */
export interface StartedCheckout {
  url: string;
  sessionId: string;
  userId: string;
}

/** Proves the user free, enters the purchase into the ledger, and asks the app for a checkout session. */
export async function startCheckout(http: Http, stripe: Stripe, session: Session): Promise<StartedCheckout> {
  if (!hasOwnAccount) notRun('blocked', 'no probe user is free: other runs hold them all');
  const user = await billingUser(http, session);
  await beginPurchase(user.id);
  if (!user.free) {
    const { free } = await askStripe('leftovers', () => resetProbeUser(http, stripe, { session, email: ownEmail() }));
    const tried = 'cancelled in the app and ended at Stripe before the purchase, which needs a free user';
    if (!free) fail('entitlement', `the probe user is still ${user.tier}: ${tried}`);
  }
  const { host } = required(target.auth);
  const answer = await http.post(urlOf(host, billing().routes.checkout), {}, { headers: bearer(session) });
  if (answer.status >= 400 && user.customer) await failOfDeadCustomer(stripe, user.customer, answer.status);
  expectStatus(answer, [200, 201], { as: classBehindStripe(answer.exchange) });
  const url = String(valueAt(answer.json(), 'url'));
  const sessionId = /cs_(?:test|live)_\w+/.exec(url)?.[0] ?? '';
  expect(sessionId, 'the id of the session in its address').not.toBe('');
  const created = await askStripe('the checkout session', () => stripe.checkout.sessions.retrieve(sessionId));
  expect(created).toMatchObject({ object: 'checkout.session', livemode: false, mode: 'subscription', status: 'open' });
  expect(created.metadata?.['userId'] ?? created.client_reference_id, 'the user the session is for').toBe(user.id);
  return { url, sessionId, userId: user.id };
}

/** A checkout that fails for one user only, because the app keeps a customer that Stripe no longer has, is a matter of data. */
async function failOfDeadCustomer(stripe: Stripe, customer: string, status: number): Promise<void> {
  const alive = await stripe.customers.retrieve(customer).then(
    (found) => !found.deleted,
    (error: unknown) => !isGone(error),
  );
  if (alive) return;
  fail(
    'http-error',
    `the checkout answered ${status}: data of this user, the app keeps a Stripe customer that is gone`,
    {
      evidence: [`${customer} is gone at Stripe`, 'other users are not known to be hit'],
    },
  );
}
