import { buys, paidBy } from '#fixtures/billing/billing-settings.ts';
import { billingUser } from '#fixtures/billing/entitlement.ts';
import { followEvent } from '#fixtures/billing/follow-event.ts';
import { stripeClient } from '#fixtures/billing/providers/stripe/client.ts';
import { purchase } from '#fixtures/billing/purchase.ts';
import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { sessionOf } from '#fixtures/session/session.ts';

const { budgets } = target;
const host = target.billing.mode === 'off' ? '' : target.billing.webhook.host;

test(
  "the app's webhook takes the event of the payment",
  claim({
    id: 'billing/webhook',
    tier: 'purchase',
    severity: 'P1',
    classes: ['webhook', 'edge-blocked', 'stripe'],
    needs: [...reachabilityOf(host), 'api/health', 'api/ready', 'api/clock', 'billing/audit', paidBy],
    watched: buys,
    budgetMs: budgets.webhook,
  }),
  async ({ http }) => {
    purchase.with('eventType', 'paidObject');
    const session = await sessionOf(http);
    const isPremium = async () => (await billingUser(http, session)).premium;
    const { ms, acknowledged } = await followEvent(http, stripeClient(), purchase, isPremium);
    expect(purchase.with('eventId').delivered, 'the event is delivered').toBe(true);
    if (acknowledged) rulesOut(`webhook answered 2xx in ${(ms / 1_000).toFixed(1)} s`);
  },
);
