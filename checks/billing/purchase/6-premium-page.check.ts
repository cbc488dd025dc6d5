import { locate, openPage, signIn } from '../../../fixtures/browser.ts';
import { claim, expect, given, test } from '../../../fixtures/index.ts';
import { workingFrontend } from '../../../fixtures/needs.ts';
import { endHop, purchaseWith, resumePurchase } from '../../../fixtures/purchase.ts';
import { pageSession } from '../../../fixtures/session.ts';
import { target } from '../../../fixtures/settings.ts';
import { billing, buys } from '../../../fixtures/stripe.ts';

test(
  'the page shows premium',
  claim({
    id: 'billing/premium-page',
    tier: 'purchase',
    severity: 'P2',
    classes: ['render', 'entitlement'],
    needs: ['auth/browser-session', ...workingFrontend(), 'billing/premium'],
    watched: buys && billing().page,
  }),
  async ({ page, context, http }) => {
    purchaseWith('premium');
    const { path, premium } = given(billing().page);
    await signIn(context, await pageSession(http));
    resumePurchase();
    await openPage(page, path);
    await expect(locate(page, premium).first()).toBeVisible();
    endHop('shown', { what: 'the page that shows premium', budgetMs: target.budgets.page, class: 'latency' });
  },
);
