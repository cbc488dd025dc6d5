import { endHop, purchaseWith, resumePurchase } from '#fixtures/billing/purchase.ts';
import { billing, buys } from '#fixtures/billing/stripe.ts';
import { appears, locate, openPage, signIn } from '#fixtures/browser/browser.ts';
import { signedIn, workingFrontend } from '#fixtures/claim/needs.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { pageSession } from '#fixtures/session/session.ts';

test(
  'the page shows premium',
  claim({
    id: 'billing/premium-page',
    tier: 'purchase',
    severity: 'P2',
    classes: ['render', 'entitlement'],
    needs: [...signedIn(), 'auth/browser-session', ...workingFrontend(), 'billing/premium'],
    watched: buys && billing().page,
  }),
  async ({ page, context, http }) => {
    purchaseWith('premium');
    const { path, premium, free } = required(billing().page);
    await signIn(context, await pageSession(http));
    resumePurchase();
    await openPage(page, path);
    if (!(await appears(locate(page, premium))))
      fail('entitlement', `${path} does not show premium to a user whom the API calls premium`);
    await expect(locate(page, free), 'what only a free user is shown').toHaveCount(0);
    endHop('shown', { what: 'the page that shows premium', budgetMs: target.budgets.page, class: 'latency' });
  },
);
