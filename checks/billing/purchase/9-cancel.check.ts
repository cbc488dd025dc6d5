import { billing, buys, paidBy } from '#fixtures/billing/billing-settings.ts';
import { billingUser } from '#fixtures/billing/entitlement.ts';
import { askStripe } from '#fixtures/billing/providers/stripe/ask-stripe.ts';
import { stripeClient } from '#fixtures/billing/providers/stripe/client.ts';
import { orphanedResourcesOf, stillRunning } from '#fixtures/billing/providers/stripe/orphaned-resources.ts';
import { endHop, purchaseWith, resumePurchase, settlePurchase } from '#fixtures/billing/purchase.ts';
import { resetProbeUser } from '#fixtures/billing/reset-probe-user.ts';
import { signedIn } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { ownEmail } from '#fixtures/session/probe-account.ts';
import { bearer, sessionOf } from '#fixtures/session/session.ts';
import { pollUntil } from '#fixtures/timing/poll-until.ts';
import { codeBehindStripe } from '../app-refusal.ts';
import { purchaseFailures } from '../failures/purchase.ts';

const { budgets } = target;

test(
  'cancelling makes the user free again',
  claim({
    id: 'billing/cancel',
    tier: 'purchase',
    severity: 'P1',
    classes: ['entitlement', 'http-error'],
    needs: [...signedIn(), 'billing/checkout', paidBy, 'billing/audit'],
    watched: buys && billing().routes.cancel,
  }),
  async ({ http }) => {
    purchaseWith('paidObject');
    const session = await sessionOf(http);
    const stripe = stripeClient();
    const email = ownEmail();
    resumePurchase();
    const cancel = urlOf(required(target.auth).host, required(billing().routes.cancel));
    const answer = await http.post(cancel, {}, { headers: bearer(session, cancel) });
    const as = codeBehindStripe(answer, purchaseFailures['cancel-refused']);
    expectStatus(answer, [200, 204], { what: 'the cancellation', as });
    const left = await askStripe('subscriptions', () => orphanedResourcesOf(stripe, email));
    let running = left.flatMap(({ kind, id }) => (kind === 'subscription' ? id : []));
    const ended = await pollUntil(budgets.webhookGiveUp, async () => {
      running = await askStripe('subscriptions', () => stillRunning(stripe, running));
      return running.length === 0;
    });
    if (!ended) {
      const facts = { count: running.length, seconds: budgets.webhookGiveUp / 1_000, object: running[0] ?? '' };
      fail(purchaseFailures['subscription-still-runs'], facts);
    }
    const cancelled = { what: 'the cancellation', budgetMs: budgets.webhook };
    endHop('cancelled', { ...cancelled, late: purchaseFailures['cancellation-late'] });
    const free = await pollUntil(budgets.premiumGiveUp, async () => (await billingUser(http, session)).free);
    if (!free) fail(purchaseFailures['premium-after-cancel'], { seconds: budgets.premiumGiveUp / 1_000 });
    endHop('free', { what: 'being free again', budgetMs: budgets.premium, late: purchaseFailures['free-late'] });
    const { free: settled } = await askStripe('what is left', () => resetProbeUser(http, stripe, { session, email }));
    if (!settled) fail(purchaseFailures['premium-after-cancel'], { seconds: 0 });
    expect(settled, 'nothing is left at Stripe').toBe(true);
    await settlePurchase();
    rulesOut('cancelling ended the subscription, and premium with it');
  },
);
