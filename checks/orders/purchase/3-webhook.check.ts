import { followEvent } from '#fixtures/billing/follow-event.ts';
import { stripeClient } from '#fixtures/billing/providers/stripe/client.ts';
import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { order } from '#fixtures/orders/order-journey.ts';
import { orders, paysOrders } from '#fixtures/orders/order-settings.ts';
import { orderOf } from '#fixtures/orders/read-orders.ts';
import { rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { sessionOf } from '#fixtures/session/session.ts';

const { billing, budgets } = target;
const host = billing.mode === 'off' ? '' : billing.webhook.host;

test(
  "the shop's webhook takes the event of the payment",
  claim({
    id: 'orders/webhook',
    tier: 'purchase',
    severity: 'P1',
    classes: ['webhook', 'edge-blocked', 'stripe'],
    needs: [...reachabilityOf(host), 'api/health', 'api/ready', 'api/clock', 'billing/audit', 'orders/payment'],
    watched: paysOrders,
    budgetMs: budgets.webhook,
  }),
  async ({ http }) => {
    const { orderId } = order.with('eventType', 'paidObject', 'orderId');
    const session = await sessionOf(http);
    const isPaid = async () => orders().states.paid.includes((await orderOf(http, session, orderId))?.status ?? '');
    const { ms, acknowledged } = await followEvent(http, stripeClient(), order, isPaid);
    expect(order.with('eventId').delivered, 'the event is delivered').toBe(true);
    if (acknowledged) rulesOut(`webhook answered 2xx in ${(ms / 1_000).toFixed(1)} s`);
  },
);
