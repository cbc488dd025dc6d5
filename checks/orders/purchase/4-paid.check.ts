import { signedIn } from '#fixtures/claim/needs.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { order } from '#fixtures/orders/order-journey.ts';
import { orders, paysOrders } from '#fixtures/orders/order-settings.ts';
import { orderOf } from '#fixtures/orders/read-orders.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { sessionOf } from '#fixtures/session/session.ts';
import { pollUntil } from '#fixtures/timing/poll-until.ts';
import { orderFailures } from '../failures.ts';

const { budgets } = target;

test(
  'an order that was paid becomes paid',
  claim({
    id: 'orders/paid',
    tier: 'purchase',
    severity: 'P1',
    classes: ['data', 'http-error'],
    needs: [...signedIn(), 'orders/payment', 'orders/webhook'],
    watched: paysOrders,
    budgetMs: budgets.order,
  }),
  async ({ http }) => {
    const { delivered, orderId, eventId: object } = order.with('paidObject', 'orderId');
    const session = await sessionOf(http);
    order.resume();
    const patience = delivered ? budgets.orderGiveUp : budgets.order;
    let got = 'not there';
    const isPaid = await pollUntil(patience, async () => {
      got = (await orderOf(http, session, orderId))?.status ?? 'not there';
      return orders().states.paid.includes(got);
    });
    const problem = delivered ? 'acknowledged' : 'unacknowledged';
    if (!isPaid)
      fail(orderFailures['order-not-paid'], {
        ...{ seconds: patience / 1_000, got, problem },
        ...(object && { object }),
      });
    const promise = { what: 'the paid order', budgetMs: budgets.order, late: orderFailures['order-late'] };
    const ms = order.endHop('order', promise, { paid: true });
    expect(isPaid, 'the order after the payment').toBe(true);
    rulesOut(`order paid ${(ms / 1_000).toFixed(1)} s after the event`);
  },
);
