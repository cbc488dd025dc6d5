import { startCheckout } from '../../../fixtures/checkout.ts';
import { claim, expect, test } from '../../../fixtures/index.ts';
import { signedIn } from '../../../fixtures/needs.ts';
import { withinBudget } from '../../../fixtures/notes.ts';
import { endHop } from '../../../fixtures/purchase.ts';
import { sessionOf } from '../../../fixtures/session.ts';
import { target } from '../../../fixtures/settings.ts';
import { buys, stripeClient } from '../../../fixtures/stripe.ts';

const { budgets } = target;

test(
  'a free user gets a checkout session',
  claim({
    id: 'billing/checkout',
    tier: 'purchase',
    severity: 'P1',
    classes: ['http-error', 'stripe', 'data'],
    needs: [...signedIn(), 'billing/audit'],
    watched: buys,
    budgetMs: budgets.checkout,
  }),
  async ({ http }) => {
    const session = await sessionOf(http);
    const { url, sessionId } = await startCheckout(http, stripeClient(), session);
    expect(new URL(url).protocol, 'the address of the hosted page').toBe('https:');
    withinBudget('checkout session', endHop('session', { checkoutUrl: url, sessionId }), budgets.checkout);
  },
);
