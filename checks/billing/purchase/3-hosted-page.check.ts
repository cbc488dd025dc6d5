import { buys } from '#fixtures/billing/billing-settings.ts';
import { payOnHostedPage } from '#fixtures/billing/pay-on-hosted-page.ts';
import { purchase } from '#fixtures/billing/purchase.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';

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
    await payOnHostedPage(page, purchase);
    expect(purchase.with('paidObject').paidObject, 'what was paid').toMatch(/^cs_/);
    rulesOut('hosted page took the test card');
  },
);
