import { signedIn } from '#fixtures/claim/needs.ts';
import type { Http } from '#fixtures/http/http.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { isShown, type OrderRow, ordersOf } from '#fixtures/orders/read-orders.ts';
import { fail, note, notRun, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { type Session, sessionAs, sessionOf } from '#fixtures/session/session.ts';
import { orderFailures } from './failures.ts';
import { inBoth } from './in-both.ts';

test(
  'nobody is shown the order of another user',
  claim({
    id: 'orders/private',
    severity: 'P0',
    classes: ['auth', 'http-error', 'timeout'],
    needs: [...signedIn(), 'orders/own'],
    watched: target.orders && target.auth?.witness,
  }),
  async ({ http }) => {
    const one = await sessionOf(http);
    const other = await sessionAs(http, required(target.auth?.witness));
    const [ofOne, ofOther] = [await ordersOf(http, one), await ordersOf(http, other)];
    const shared = inBoth(ofOne, ofOther);
    note({ kind: 'probe', name: 'orders in both lists', ok: shared === 0, detail: String(shared) });
    if (shared > 0) fail(orderFailures['order-told'], { subject: 'a user', count: shared, problem: 'by-list' });
    if (ofOne.length + ofOther.length === 0)
      notRun('no-past', 'neither of the two users has an order yet: the first purchase of a run leaves one');
    await expectHidden(http, ofOther, 'a user', one);
    await expectHidden(http, ofOne, 'a user', other);
    await expectHidden(http, [...ofOne.slice(0, 1), ...ofOther.slice(0, 1)], 'somebody who is not signed in');
    expect(shared, 'orders in both lists').toBe(0);
    rulesOut("a user's orders are shown to nobody else, by id or in a list", target.orders?.host);
  },
);

/** So many of each: a rule that leaks one leaks them all, or those of a state. */
const few = 3;

async function expectHidden(http: Http, rows: readonly OrderRow[], subject: string, session?: Session): Promise<void> {
  for (const { id } of rows.slice(0, few))
    if (await isShown(http, id, session)) fail(orderFailures['order-told'], { subject, count: 1, problem: 'by-id' });
}
