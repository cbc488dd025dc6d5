import { endHop, purchaseWith, resumePurchase } from '#fixtures/billing/purchase.ts';
import { askStripe, buys, stripeClient } from '#fixtures/billing/stripe.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { ownEmail } from '#fixtures/session/probe-account.ts';
import { pollUntil } from '#fixtures/timing/poll-until.ts';
import { openHostedPage, payWithCard } from '../hosted-page.ts';

const { budgets } = target;

test(
  'the hosted page takes a card',
  claim({
    id: 'billing/hosted-page',
    tier: 'purchase',
    severity: 'P1',
    classes: ['stripe'],
    needs: ['billing/checkout', 'billing/audit'],
    watched: buys && target.billing.mode === 'hosted',
    budgetMs: budgets.hostedPage,
  }),
  async ({ page }) => {
    const { checkoutUrl, sessionId } = purchaseWith('checkoutUrl', 'sessionId');
    const stripe = stripeClient();
    const visited: string[] = [];
    page.on('request', (request) => request.isNavigationRequest() && visited.push(new URL(request.url()).origin));
    resumePurchase();
    await openHostedPage(page, checkoutUrl);
    endHop('page', { what: 'the hosted page', budgetMs: budgets.page, class: 'stripe' });
    await payWithCard(page, ownEmail());
    const paid = await pollUntil(budgets.hostedPage, async () => {
      const session = await askStripe('the checkout session', () => stripe.checkout.sessions.retrieve(sessionId));
      return session.payment_status === 'paid';
    });
    if (!paid) fail('stripe', 'the card was entered, and Stripe does not call the session paid');
    const eventType = 'checkout.session.completed';
    const promise = { what: 'the payment', budgetMs: budgets.hostedPage, class: 'stripe' } as const;
    endHop('paid', promise, { eventType, paidObject: sessionId });
    const home = new URL(urlOf(required(target.frontend).host)).origin;
    await expect.poll(() => visited, 'where the page leads afterwards').toContain(home);
  },
);
