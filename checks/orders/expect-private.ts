import type { Http } from '#fixtures/http/http.ts';
import { orders } from '#fixtures/orders/order-settings.ts';
import { isShown, type OrderRow, orderOf, ordersOf } from '#fixtures/orders/read-orders.ts';
import { fail } from '#fixtures/outcome/check-outcome.ts';
import type { Session } from '#fixtures/session/session.ts';
import { orderFailures } from './failures.ts';

/** So many of each user's: a rule that shows one shows them all, or all of a state. */
const few = 3;

/**
 * Ends the check where one of two users, or somebody who is not signed in, is shown an order of the other.
 *
 * @returns how many orders were looked at.
 */
export async function expectPrivate(http: Http, one: Session, other: Session): Promise<number> {
  const [ofOne, ofOther] = [await ordersOf(http, one), await ordersOf(http, other)];
  const ids = new Set(ofOne.map(({ id }) => id));
  const count = ofOther.filter(({ id }) => ids.has(id)).length;
  if (count > 0) fail(orderFailures['order-told'], { subject: 'a user', count, problem: 'by-list' });
  await expectSeen(http, ofOne, one);
  await expectSeen(http, ofOther, other);
  await expectHidden(http, ofOther, 'a user', one);
  await expectHidden(http, ofOne, 'a user', other);
  await expectHidden(http, [...ofOne.slice(0, 1), ...ofOther.slice(0, 1)], 'somebody who is not signed in');
  return ofOne.length + ofOther.length;
}

/** That others are shown nothing by an id says something only where its own user is shown the order by it. */
async function expectSeen(http: Http, [first]: readonly OrderRow[], session: Session): Promise<void> {
  if (first && !(await orderOf(http, session, first.id))) fail(orderFailures['order-missing'], { path: orders().one });
}

async function expectHidden(http: Http, rows: readonly OrderRow[], subject: string, session?: Session): Promise<void> {
  for (const { id } of rows.slice(0, few))
    if (await isShown(http, id, session)) fail(orderFailures['order-told'], { subject, count: 1, problem: 'by-id' });
}
