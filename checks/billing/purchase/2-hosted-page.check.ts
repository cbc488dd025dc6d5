import { appears } from '../../../fixtures/browser.ts';
import { payWithCard } from '../../../fixtures/hosted-page.ts';
import { urlOf } from '../../../fixtures/hosts.ts';
import { claim, expect, given, test } from '../../../fixtures/index.ts';
import { fail, withinBudget } from '../../../fixtures/notes.ts';
import { endHop, purchaseWith } from '../../../fixtures/purchase.ts';
import { target } from '../../../fixtures/settings.ts';
import { askStripe, buys, stripeClient } from '../../../fixtures/stripe.ts';
import { until } from '../../../fixtures/until.ts';

const { budgets } = target;

test(
  'the hosted page takes a card',
  claim({
    tier: 'purchase',
    severity: 'P1',
    watched: buys,
    id: 'billing/hosted-page',
    classes: ['stripe'],
    needs: ['billing/checkout', 'billing/audit'],
    budgetMs: budgets.hostedPage,
  }),
  async ({ page }) => {
    const { checkoutUrl, sessionId } = purchaseWith('checkoutUrl', 'sessionId');
    const stripe = stripeClient();
    const visited: string[] = [];
    page.on('request', (request) => request.isNavigationRequest() && visited.push(new URL(request.url()).origin));
    await page.goto(checkoutUrl);
    const shown = await appears(page.locator('button[type="submit"], .SubmitButton'), budgets.hostedPage);
    if (!shown) fail('stripe', 'the hosted page shows no way to pay');
    endHop('page', {});
    await payWithCard(page, process.env[given(target.auth).probe.email] ?? '');
    const paid = await until(budgets.hostedPage, async () => {
      const { payment_status: status } = await askStripe('the checkout session', () =>
        stripe.checkout.sessions.retrieve(sessionId),
      );
      return status === 'paid';
    });
    if (!paid) fail('stripe', 'the card was entered, and Stripe does not call the session paid');
    withinBudget('paying', endHop('paid', { paid: true }), budgets.hostedPage);
    await expect
      .poll(() => visited, 'where the page leads afterwards')
      .toContain(new URL(urlOf(given(target.frontend).host)).origin);
  },
);
