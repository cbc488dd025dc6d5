import { billingUser } from '#fixtures/billing/entitlement.ts';
import { endHop, purchaseWith, resumePurchase } from '#fixtures/billing/purchase.ts';
import { askStripe, buys, onceARun, stripeClient } from '#fixtures/billing/stripe.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { settings, target } from '#fixtures/runtime/settings.ts';
import { sessionOf } from '#fixtures/session/session.ts';

const { budgets } = target;

test(
  'Stripe takes a card without its page',
  claim({
    id: 'billing/payment',
    tier: 'purchase',
    severity: 'P1',
    classes: ['stripe'],
    needs: ['billing/checkout', 'billing/audit'],
    watched: buys && target.billing.mode === 'api',
    budgetMs: budgets.checkout,
  }),
  async ({ http }) => {
    const { sessionId, userId } = purchaseWith('sessionId', 'userId');
    const stripe = stripeClient();
    const { customer = '' } = await billingUser(http, await sessionOf(http));
    resumePurchase();
    const items = await askStripe('what is sold', () => stripe.checkout.sessions.listLineItems(sessionId));
    const price = items.data[0]?.price?.id ?? '';
    const method = await askStripe('a test card', () =>
      stripe.paymentMethods.attach('pm_card_visa', { customer }, onceARun('card')),
    );
    const subscription = await askStripe('a subscription', () =>
      stripe.subscriptions.create(
        {
          customer,
          items: [{ price }],
          default_payment_method: method.id,
          payment_behavior: 'error_if_incomplete',
          metadata: { userId, watchpost: settings.runId },
        },
        onceARun('subscription'),
      ),
    );
    expect(subscription).toMatchObject({ object: 'subscription', status: 'active', livemode: false });
    const eventType = 'customer.subscription.created';
    const promise = { what: 'the payment', budgetMs: budgets.checkout, class: 'stripe' } as const;
    endHop('paid', promise, { eventType, paidObject: subscription.id });
  },
);
