import { billingUser } from '../../../fixtures/entitlement.ts';
import { claim, test } from '../../../fixtures/index.ts';
import { cancelByApp, runningSubscriptions } from '../../../fixtures/make-free.ts';
import { signedIn } from '../../../fixtures/needs.ts';
import { fail, remark } from '../../../fixtures/notes.ts';
import { endHop, purchaseWith } from '../../../fixtures/purchase.ts';
import { sessionOf } from '../../../fixtures/session.ts';
import { target } from '../../../fixtures/settings.ts';
import { askStripe, buys, stripeClient } from '../../../fixtures/stripe.ts';
import { until } from '../../../fixtures/until.ts';

const { budgets } = target;

test(
  'cancelling makes the user free again',
  claim({
    tier: 'purchase',
    severity: 'P1',
    watched: buys,
    id: 'billing/cancel',
    classes: ['entitlement', 'http-error'],
    needs: [...signedIn(), 'billing/checkout', 'billing/hosted-page', 'billing/audit'],
  }),
  async ({ http }) => {
    purchaseWith('paid');
    const session = await sessionOf(http);
    const stripe = stripeClient();
    const { customer = '' } = await billingUser(http, session);
    await cancelByApp(http, session);
    const left = await until(
      budgets.webhook,
      async () => (await askStripe('subscriptions', () => runningSubscriptions(stripe, customer))).length === 0,
    );
    if (!left) fail('entitlement', 'the app says cancelled, and the subscription still runs at Stripe');
    endHop('cancelled', {});
    const free = await until(budgets.premium, async () => (await billingUser(http, session)).free);
    if (!free) fail('entitlement', 'the subscription ended, and the user is still premium');
    endHop('free', { settled: true });
    remark('the probe user is free again; nothing runs at Stripe');
  },
);
