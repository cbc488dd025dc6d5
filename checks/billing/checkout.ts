import type Stripe from 'stripe';
import { billing } from '#fixtures/billing/billing-settings.ts';
import { type BillingUser, billingUser } from '#fixtures/billing/entitlement.ts';
import type { OpenedCheckout } from '#fixtures/billing/providers/billing-provider.ts';
import { provider } from '#fixtures/billing/providers/provider.ts';
import { askStripe, isGone } from '#fixtures/billing/providers/stripe/ask-stripe.ts';
import { beginPurchase } from '#fixtures/billing/purchase.ts';
import { resetProbeUser } from '#fixtures/billing/reset-probe-user.ts';
import { required } from '#fixtures/claim/claim.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus, type Http } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { fail, notRun } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { hasOwnAccount, ownEmail } from '#fixtures/session/probe-account.ts';
import { bearer, type Session } from '#fixtures/session/session.ts';
import { codeBehindStripe, isAboutDeadCustomer } from './app-refusal.ts';
import { purchaseFailures } from './failures/purchase.ts';

/** A checkout session that the app opened for the probe user. */
export interface StartedCheckout extends OpenedCheckout {
  userId: string;
}

/** Proves the user free, enters the purchase into the ledger, and asks the app for a checkout session. */
export async function startCheckout(http: Http, stripe: Stripe, session: Session): Promise<StartedCheckout> {
  if (!hasOwnAccount) notRun('blocked', 'no probe user is free: other runs hold them all');
  const user = await billingUser(http, session);
  await beginPurchase(user.id);
  if (!user.free) {
    const { free } = await askStripe('leftovers', () => resetProbeUser(http, stripe, { session, email: ownEmail() }));
    if (!free) fail(purchaseFailures['probe-user-not-free'], { tier: user.tier });
  }
  const { host } = required(target.auth);
  const { checkout } = billing().routes;
  const asked = urlOf(host, checkout);
  const answer = await http.post(asked, {}, { headers: bearer(session, asked) });
  await failOfDeadCustomer(stripe, user, answer);
  expectStatus(answer, [200, 201], { as: codeBehindStripe(answer, purchaseFailures['checkout-refused']) });
  const opened = provider().checkoutIn(answer.json());
  const problem = problemOf(opened);
  if (problem) fail(purchaseFailures['checkout-unnamed'], { path: checkout, problem });
  await judgeSession(stripe, opened.sessionId, user);
  return { ...opened, userId: user.id };
}

/** Why nobody can pay at what the app handed out; undefined where they can. */
function problemOf({ url, sessionId }: OpenedCheckout): 'no-address' | 'no-session' | 'not-https' | undefined {
  const address = URL.parse(url);
  if (!address) return 'no-address';
  if (sessionId === '') return 'no-session';
  return address.protocol === 'https:' ? undefined : 'not-https';
}

/** A checkout that fails for one user only, because the app keeps a customer that Stripe no longer has, is a matter of data. */
async function failOfDeadCustomer(stripe: Stripe, { customer }: BillingUser, answer: HttpResponse): Promise<void> {
  if (answer.status < 400) return;
  const gone = customer !== undefined && !(await isAlive(stripe, customer));
  if (!gone && !isAboutDeadCustomer(answer)) return;
  const seen = gone ? `${customer} is gone at Stripe` : exchangeLine(answer.exchange);
  const facts = { status: answer.status, ...(customer && { object: customer }) };
  const evidence = [seen, 'other users are not known to be hit'];
  fail(purchaseFailures['checkout-customer-gone'], facts, { evidence });
}

const isAlive = (stripe: Stripe, customer: string): Promise<boolean> =>
  stripe.customers.retrieve(customer).then(
    (found) => !found.deleted,
    (error: unknown) => !isGone(error),
  );

/** Ends the check unless Stripe knows the session as one in which this user can subscribe, with test money. */
async function judgeSession(stripe: Stripe, object: string, user: BillingUser): Promise<void> {
  if (object.startsWith('cs_live')) {
    fail(purchaseFailures['checkout-session-wrong'], { object, field: 'livemode', expected: 'false', got: 'true' });
  }
  const session = await askStripe('the checkout session', () =>
    stripe.checkout.sessions.retrieve(object).catch((error: unknown) => {
      if (isGone(error)) return undefined;
      throw error;
    }),
  );
  if (!session) return fail(purchaseFailures['checkout-session-unknown'], { object });
  const wanted = { object: 'checkout.session', livemode: false, mode: 'subscription', status: 'open' } as const;
  for (const [field, value] of Object.entries(wanted)) {
    const expected: string = String(value);
    const got: string = String(Reflect.get(session, field));
    if (got !== expected) fail(purchaseFailures['checkout-session-wrong'], { object, field, expected, got });
  }
  const named = session.metadata?.['userId'] ?? session.client_reference_id;
  if (!named) fail(purchaseFailures['checkout-without-user'], { object });
  if (named !== user.id) fail(purchaseFailures['checkout-for-another-user'], { object });
}
