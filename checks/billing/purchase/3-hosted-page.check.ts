import { buys } from '#fixtures/billing/billing-settings.ts';
import { askStripe } from '#fixtures/billing/providers/stripe/ask-stripe.ts';
import { stripeClient } from '#fixtures/billing/providers/stripe/client.ts';
import { endHop, purchaseWith, resumePurchase } from '#fixtures/billing/purchase.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { ownEmail } from '#fixtures/session/probe-account.ts';
import { pollUntil } from '#fixtures/timing/poll-until.ts';
import { purchaseFailures } from '../failures/purchase.ts';
import { openHostedPage, payWithCard } from '../hosted-page.ts';

const { budgets } = target;

test(
  'the hosted page takes a card',
  claim({
    id: 'billing/hosted-page',
    tier: 'purchase',
    severity: 'P1',
    classes: ['stripe', 'contract'],
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
    endHop('page', { what: 'the hosted page', budgetMs: budgets.page, late: purchaseFailures['hosted-page-late'] });
    await payWithCard(page, ownEmail());
    let status = '';
    const paid = await pollUntil(budgets.hostedPage, async () => {
      const session = await askStripe('the checkout session', () => stripe.checkout.sessions.retrieve(sessionId));
      status = session.payment_status;
      return status === 'paid';
    });
    const seconds = budgets.hostedPage / 1_000;
    if (!paid) fail(purchaseFailures['session-unpaid'], { object: sessionId, expected: 'paid', got: status, seconds });
    const eventType = 'checkout.session.completed';
    const promise = { what: 'the payment', budgetMs: budgets.hostedPage, late: purchaseFailures['payment-late'] };
    endHop('paid', promise, { eventType, paidObject: sessionId });
    const home = new URL(urlOf(required(target.frontend).host)).origin;
    const way = expect.poll(() => visited, 'where the page leads afterwards');
    await way
      .toContain(home)
      .catch(() =>
        fail(purchaseFailures['return-address-wrong'], { expected: home, got: visited.at(-1) ?? 'nowhere' }),
      );
    rulesOut('hosted page took the test card');
  },
);
