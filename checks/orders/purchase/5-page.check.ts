import { appears, locate, openPage, signIn } from '#fixtures/browser/browser.ts';
import { expectConsent } from '#fixtures/browser/consent.ts';
import { signedIn, workingFrontend } from '#fixtures/claim/needs.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { order } from '#fixtures/orders/order-journey.ts';
import { orders, paysOrders } from '#fixtures/orders/order-settings.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { pageSession } from '#fixtures/session/session.ts';
import { orderFailures } from '../failures.ts';

test(
  'the page shows that the order is paid',
  claim({
    id: 'orders/page',
    tier: 'purchase',
    severity: 'P2',
    classes: ['render', 'http-error'],
    needs: [...signedIn(), 'auth/browser-session', ...workingFrontend(), 'orders/paid'],
    watched: paysOrders && target.orders?.page,
  }),
  async ({ page, context, http }) => {
    const { orderId } = order.with('paid', 'orderId');
    const { path, paid } = required(orders().page);
    await signIn(context, await pageSession(http));
    await openPage(page, path.replace('{id}', encodeURIComponent(orderId)));
    // How long any page takes to come is another claim's.
    order.resume();
    const isShown = await appears(locate(page, paid));
    if (!isShown) fail(orderFailures['order-not-shown'], { path });
    // Where its dialog was waited for in vain, the page was not late by itself.
    expectConsent(page);
    const what = 'the page that shows the paid order';
    order.endHop('shown', { what, budgetMs: target.budgets.page, late: orderFailures['order-page-late'] });
    expect(isShown, 'the paid order on the page').toBe(true);
    rulesOut(`${path} shows the paid order`);
  },
);
