import { stripeClient } from '#fixtures/billing/providers/stripe/client.ts';
import { signedIn } from '#fixtures/claim/needs.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { order, settleOrder } from '#fixtures/orders/order-journey.ts';
import { orders, paysOrders, places } from '#fixtures/orders/order-settings.ts';
import { orderOf } from '#fixtures/orders/read-orders.ts';
import { takeBack } from '#fixtures/orders/take-back.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { sessionOf } from '#fixtures/session/session.ts';
import { pollUntil } from '#fixtures/timing/poll-until.ts';
import { orderFailures } from '../failures.ts';

const { budgets } = target;

test(
  'what was ordered is taken back, and the order says so',
  claim({
    id: 'orders/taken-back',
    tier: 'purchase',
    severity: 'P2',
    classes: ['data', 'stripe', 'http-error'],
    needs: [
      ...[...signedIn(), 'orders/checkout', 'billing/audit'],
      ...(paysOrders ? ['orders/payment', 'orders/webhook', 'orders/paid'] : []),
    ],
    watched: places,
  }),
  async ({ http }) => {
    const { sessionId, orderId, paid } = order.with('sessionId', 'orderId');
    const session = await sessionOf(http);
    order.resume();
    const done = await takeBack(stripeClient(), sessionId);
    await settleOrder();
    const { refunded, expired } = orders().states;
    // An order that never heard of its payment hears nothing of its end either: that is told already.
    const expected = { refunded: paid ? refunded : undefined, expired, nothing: undefined }[done];
    let got = 'not there';
    const isBack =
      expected === undefined ||
      (await pollUntil(budgets.orderGiveUp, async () => {
        got = (await orderOf(http, session, orderId))?.status ?? 'not there';
        return expected.includes(got);
      }));
    const seconds = budgets.orderGiveUp / 1_000;
    if (!isBack) fail(orderFailures['order-not-taken-back'], { got, expected: expected?.join(' or ') ?? '', seconds });
    order.endHop('back', { what: 'taking it back', budgetMs: budgets.order, late: orderFailures['order-late'] });
    expect(isBack, 'the order is taken back').toBe(true);
    rulesOut(`what was ordered is ${done === 'nothing' ? 'taken back already' : done}`);
  },
);
