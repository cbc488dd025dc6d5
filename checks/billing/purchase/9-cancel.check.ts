import { billingUser } from '../../../fixtures/entitlement.ts';
import { urlOf } from '../../../fixtures/hosts.ts';
import { expectStatus } from '../../../fixtures/http.ts';
import { claim, expect, given, test } from '../../../fixtures/index.ts';
import { leftoversOf, stillRunning } from '../../../fixtures/leftovers.ts';
import { makeFree } from '../../../fixtures/make-free.ts';
import { signedIn } from '../../../fixtures/needs.ts';
import { fail } from '../../../fixtures/notes.ts';
import { ownEmail } from '../../../fixtures/probe-account.ts';
import { endHop, purchaseWith, resumePurchase, settlePurchase } from '../../../fixtures/purchase.ts';
import { bearer, sessionOf } from '../../../fixtures/session.ts';
import { target } from '../../../fixtures/settings.ts';
import { askStripe, billing, buys, paidBy, stripeClient } from '../../../fixtures/stripe.ts';
import { until } from '../../../fixtures/until.ts';

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
    const cancel = urlOf(given(target.auth).host, given(billing().routes.cancel));
    const answer = await http.post(cancel, {}, { headers: bearer(session) });
    expectStatus(answer, [200, 204], { what: 'the cancellation' });
    const left = await askStripe('subscriptions', () => leftoversOf(stripe, email));
    let running = left.flatMap(({ kind, id }) => (kind === 'subscription' ? id : []));
    const ended = await until(budgets.webhookGiveUp, async () => {
      running = await askStripe('subscriptions', () => stillRunning(stripe, running));
      return running.length === 0;
    });
    if (!ended) fail('entitlement', 'the app says cancelled, and the subscription still runs at Stripe');
    endHop('cancelled', { what: 'the cancellation', budgetMs: budgets.webhook, class: 'entitlement' });
    const free = await until(budgets.premiumGiveUp, async () => (await billingUser(http, session)).free);
    if (!free) fail('entitlement', 'the subscription ended at Stripe, and the user is still premium');
    endHop('free', { what: 'being free again', budgetMs: budgets.premium, class: 'entitlement' });
    const { free: settled } = await askStripe('what is left', () => makeFree(http, stripe, { session, email }));
    expect(settled, 'nothing is left at Stripe').toBe(true);
    await settlePurchase();
  },
);
