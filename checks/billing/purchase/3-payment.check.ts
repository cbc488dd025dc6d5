import { buys } from '#fixtures/billing/billing-settings.ts';
import { billingUser } from '#fixtures/billing/entitlement.ts';
import { askStripe } from '#fixtures/billing/providers/stripe/ask-stripe.ts';
import { onceARun, stripeClient } from '#fixtures/billing/providers/stripe/client.ts';
import { purchase } from '#fixtures/billing/purchase.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { settings, target } from '#fixtures/runtime/settings.ts';
import { sessionOf } from '#fixtures/session/session.ts';
import { purchaseFailures } from '../failures/purchase.ts';

const { budgets } = target;

test(
  'Stripe takes a card without its page',
  claim({
    id: 'billing/payment',
    tier: 'purchase',
    severity: 'P1',
    classes: ['stripe', 'contract'],
    needs: ['billing/checkout', 'billing/audit'],
    watched: buys && target.billing.mode === 'api',
    budgetMs: budgets.checkout,
  }),
  async ({ http }) => {
    const { sessionId, userId } = purchase.with('sessionId', 'userId');
    const stripe = stripeClient();
    const { customer } = await billingUser(http, await sessionOf(http));
    if (!customer) {
      const { me } = required(target.auth).routes;
      return fail(purchaseFailures['customer-untold'], { path: me, field: 'stripeCustomerId' });
    }
    purchase.resume();
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
    const { id: object, status } = subscription;
    if (status !== 'active')
      fail(purchaseFailures['subscription-inactive'], { object, expected: 'active', got: status });
    expect(subscription).toMatchObject({ object: 'subscription', status: 'active', livemode: false });
    const eventType = 'customer.subscription.created';
    const promise = { what: 'the payment', budgetMs: budgets.checkout, late: purchaseFailures['payment-late'] };
    purchase.endHop('paid', promise, { eventType, paidObject: object });
    rulesOut('Stripe took the test card');
  },
);
