import { endHop } from '#fixtures/billing/purchase.ts';
import { buys, stripeClient } from '#fixtures/billing/stripe.ts';
import { signedIn } from '#fixtures/claim/needs.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { sessionOf } from '#fixtures/session/session.ts';
import { startCheckout } from '../checkout.ts';

const { budgets } = target;

test(
  'a free user gets a checkout session',
  claim({
    id: 'billing/checkout',
    tier: 'purchase',
    severity: 'P1',
    classes: ['http-error', 'stripe', 'data', 'entitlement'],
    needs: [...signedIn(), 'billing/audit', 'billing/price'],
    watched: buys,
    budgetMs: budgets.checkout,
  }),
  async ({ http }) => {
    const session = await sessionOf(http);
    const { url, sessionId } = await startCheckout(http, stripeClient(), session);
    expect(new URL(url).protocol, 'the address of the hosted page').toBe('https:');
    const promise = { what: 'the checkout session', budgetMs: budgets.checkout, class: 'latency' } as const;
    endHop('session', promise, { checkoutUrl: url, sessionId });
  },
);
