import { billing, buys, subscriptions } from '#fixtures/billing/billing-settings.ts';
import { purchase } from '#fixtures/billing/purchase.ts';
import { appears, locate, openPage, signIn } from '#fixtures/browser/browser.ts';
import { expectConsent } from '#fixtures/browser/consent.ts';
import { signedIn, workingFrontend } from '#fixtures/claim/needs.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { pageSession } from '#fixtures/session/session.ts';
import { purchaseFailures } from '../failures/purchase.ts';
import { listenForTier } from '../told-to-page.ts';

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
    purchase.with('premium');
    const { path, premium, free } = required(billing().page);
    await signIn(context, await pageSession(http));
    purchase.resume();
    const toldToPage = listenForTier(page);
    await openPage(page, path);
    if (!(await appears(locate(page, premium)))) {
      const told = await toldToPage();
      // The page shows what it is told: the API has called the same user premium a moment ago.
      if (told?.tier === subscriptions().entitlement.free)
        fail(
          purchaseFailures['premium-told-otherwise'],
          { path: required(target.auth).routes.me, tier: told.tier },
          { evidence: told.kept },
        );
      fail(purchaseFailures['premium-not-shown'], { path });
    }
    const offer = expect(locate(page, free), 'what only a free user is shown');
    await offer.toHaveCount(0).catch(() => fail(purchaseFailures['upgrade-still-offered'], { path }));
    // Where its dialog was waited for in vain, the page was not late by itself.
    expectConsent(page);
    const what = 'the page that shows premium';
    purchase.endHop('shown', { what, budgetMs: target.budgets.page, late: purchaseFailures['premium-page-late'] });
    rulesOut(`${path} shows premium`);
  },
);
