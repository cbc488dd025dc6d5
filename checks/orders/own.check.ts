import { signedIn } from '#fixtures/claim/needs.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { ordersOf } from '#fixtures/orders/read-orders.ts';
import { rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { sessionOf } from '#fixtures/session/session.ts';

const { orders } = target;

test(
  'a signed-in user reads their own orders',
  claim({
    id: 'orders/own',
    severity: 'P1',
    classes: ['http-error', 'auth', 'dependency', 'contract', 'timeout'],
    needs: signedIn(),
    watched: orders,
  }),
  async ({ http }) => {
    const rows = await ordersOf(http, await sessionOf(http));
    expect(Array.isArray(rows), 'a list of orders').toBe(true);
    rulesOut(`${orders?.all.split('?', 1)[0]} takes the token of the sign-in`, orders?.host);
  },
);
