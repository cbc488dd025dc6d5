import { expectPayable, expectSession } from '#fixtures/billing/opened-checkout.ts';
import { provider } from '#fixtures/billing/providers/provider.ts';
import { stripeClient } from '#fixtures/billing/providers/stripe/client.ts';
import { signedIn } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { beginOrder, nameOrder, order } from '#fixtures/orders/order-journey.ts';
import { orders, places } from '#fixtures/orders/order-settings.ts';
import { orderOf } from '#fixtures/orders/read-orders.ts';
import { fail, notRun, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { hasOwnAccount } from '#fixtures/session/probe-account.ts';
import { bearer, sessionOf } from '#fixtures/session/session.ts';
import { pollUntil } from '#fixtures/timing/poll-until.ts';
import { expectOpened, orderIn } from '../expect-opened.ts';
import { orderFailures } from '../failures.ts';

const { budgets } = target;

test(
  'a checkout opens a pending order and a session of its price',
  claim({
    id: 'orders/checkout',
    tier: 'purchase',
    severity: 'P1',
    classes: ['http-error', 'data', 'contract', 'dependency', 'timeout'],
    needs: [...signedIn(), 'orders/own', 'billing/audit'],
    watched: places,
    budgetMs: budgets.checkout,
  }),
  async ({ http }) => {
    if (!hasOwnAccount) notRun('blocked', 'no probe user is free: other runs hold them all');
    const { host, checkout, price, states } = orders();
    const session = await sessionOf(http);
    const stripe = stripeClient();
    const url = urlOf(host, checkout.path);
    await beginOrder();
    const answer = await http.post(url, checkout.json, { headers: bearer(session, url) });
    expectOpened(answer);
    const opened = provider().checkoutIn(answer.json());
    const id = orderIn(answer);
    if (!id) return fail(orderFailures['order-unnamed'], { path: checkout.path, field: checkout.orderId });
    await nameOrder(id, opened.sessionId);
    expectPayable(opened, checkout.path);
    const wanted = { mode: 'payment', ...(price && { amount_total: price.amount, currency: price.currency }) } as const;
    const atStripe = await expectSession(stripe, opened.sessionId, wanted);
    const named = [atStripe.client_reference_id, ...Object.values(atStripe.metadata ?? {})];
    if (!named.includes(id)) fail(orderFailures['order-of-session'], { object: opened.sessionId });
    const row = await pollUntil(budgets.checkout, () => orderOf(http, session, id));
    if (!row) return fail(orderFailures['order-missing'], { path: orders().one });
    if (!states.pending.includes(row.status))
      fail(orderFailures['order-state'], { got: row.status, expected: states.pending.join(' or ') });
    expect(row.id, 'the order that is shown').toBe(id);
    const promise = { what: 'the checkout', budgetMs: budgets.checkout, late: orderFailures['checkout-late'] };
    const ms = order.endHop('session', promise, { checkoutUrl: opened.url });
    rulesOut(`order placed and checkout opened in ${(ms / 1_000).toFixed(1)} s`);
  },
);
