import { buys } from '#fixtures/billing/billing-settings.ts';
import { stripeClient } from '#fixtures/billing/providers/stripe/client.ts';
import { purchase } from '#fixtures/billing/purchase.ts';
import { signedIn } from '#fixtures/claim/needs.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { sessionOf } from '#fixtures/session/session.ts';
import { startCheckout } from '../checkout.ts';
import { purchaseFailures } from '../failures/purchase.ts';

const { budgets } = target;

test(
  'a free user gets a checkout session',
  claim({
    id: 'billing/checkout',
    tier: 'purchase',
    severity: 'P1',
    classes: ['http-error', 'contract', 'stripe', 'data', 'entitlement'],
    needs: [...signedIn(), 'billing/audit', 'billing/price'],
    watched: buys,
    budgetMs: budgets.checkout,
  }),
  async ({ http }) => {
    const session = await sessionOf(http);
    const { url, sessionId } = await startCheckout(http, stripeClient(), session);
    expect(new URL(url).protocol, 'the address of the hosted page').toBe('https:');
    const promise = {
      what: 'the checkout session',
      budgetMs: budgets.checkout,
      late: purchaseFailures['checkout-late'],
    };
    const ms = purchase.endHop('session', promise, { checkoutUrl: url, sessionId });
    rulesOut(`checkout session opened in ${(ms / 1_000).toFixed(1)} s`);
  },
);
