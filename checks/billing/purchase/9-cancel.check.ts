import { billingUser } from '#fixtures/billing/entitlement.ts';
import { orphanedResourcesOf, stillRunning } from '#fixtures/billing/orphaned-resources.ts';
import { endHop, purchaseWith, resumePurchase, settlePurchase } from '#fixtures/billing/purchase.ts';
import { resetProbeUser } from '#fixtures/billing/reset-probe-user.ts';
import { askStripe, billing, buys, paidBy, stripeClient } from '#fixtures/billing/stripe.ts';
import { signedIn } from '#fixtures/claim/needs.ts';
import { classBehindStripe } from '#fixtures/http/classify-response.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { ownEmail } from '#fixtures/session/probe-account.ts';
import { bearer, sessionOf } from '#fixtures/session/session.ts';
import { pollUntil } from '#fixtures/timing/poll-until.ts';

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
    const answer = await http.post(cancel, {}, { headers: bearer(session) });
    expectStatus(answer, [200, 204], { what: 'the cancellation', as: classBehindStripe(answer.exchange) });
    const left = await askStripe('subscriptions', () => orphanedResourcesOf(stripe, email));
    let running = left.flatMap(({ kind, id }) => (kind === 'subscription' ? id : []));
    const ended = await pollUntil(budgets.webhookGiveUp, async () => {
      running = await askStripe('subscriptions', () => stillRunning(stripe, running));
      return running.length === 0;
    });
    if (!ended) fail('entitlement', 'the app says cancelled, and the subscription still runs at Stripe');
    endHop('cancelled', { what: 'the cancellation', budgetMs: budgets.webhook, class: 'entitlement' });
    const free = await pollUntil(budgets.premiumGiveUp, async () => (await billingUser(http, session)).free);
    if (!free) fail('entitlement', 'the subscription ended at Stripe, and the user is still premium');
    endHop('free', { what: 'being free again', budgetMs: budgets.premium, class: 'entitlement' });
    const { free: settled } = await askStripe('what is left', () => resetProbeUser(http, stripe, { session, email }));
    expect(settled, 'nothing is left at Stripe').toBe(true);
    await settlePurchase();
  },
);
