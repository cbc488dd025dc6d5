import { payOnHostedPage } from '#fixtures/billing/pay-on-hosted-page.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { order } from '#fixtures/orders/order-journey.ts';
import { paysOrders } from '#fixtures/orders/order-settings.ts';
import { rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';

const { budgets } = target;

test(
  'the hosted page takes a card for the order',
  claim({
    id: 'orders/payment',
    tier: 'purchase',
    severity: 'P1',
    classes: ['stripe', 'contract'],
    needs: ['orders/checkout', 'billing/audit'],
    watched: paysOrders,
    budgetMs: budgets.hostedPage,
  }),
  async ({ page }) => {
    await payOnHostedPage(page, order);
    expect(order.with('paidObject').paidObject, 'what was paid').toMatch(/^cs_/);
    rulesOut('hosted page took the test card');
  },
);
