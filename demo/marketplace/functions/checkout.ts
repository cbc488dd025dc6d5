import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import Stripe from 'stripe';
import type { Faults } from '../../faults.ts';
import { bearerOf } from '../bearer-of.ts';
import type { Claims, Database } from '../data/open-database.ts';
import type { ProjectKeys } from '../keys.ts';
import { dataErrorOf, noConnection } from '../rest/data-error.ts';

export interface CheckoutOptions {
  faults: Faults;
  keys: ProjectKeys;
  database: Database;
  stripe: Stripe;
  /** The origin of the shop. */
  shop: () => string;
}

interface Line {
  name: string;
  price: number;
  quantity: number;
}

interface Order {
  id: string;
  lines: Line[];
  note: string | undefined;
}

const paused = {
  code: 'payments_unavailable',
  message: 'Payments are paused: our payment provider has trouble. Your cart is kept; please come back in an hour.',
};

/** The function `checkout`: places an order as the user who asks, and opens a checkout at Stripe to pay it. */
export function createCheckout(options: CheckoutOptions): Hono {
  const { faults, keys, database } = options;
  return new Hono().post('/', async (c) => {
    if (faults.has('edge-checkout-timeout')) return neverAnswer(c);
    const token = bearerOf(c);
    if (!token) return c.json({ code: 'UNAUTHORIZED_NO_AUTH_HEADER', message: 'Missing authorization header' }, 401);
    const { sub } = (await keys.readAsData(token)) ?? {};
    if (!sub) return c.json({ code: 401, message: 'Invalid JWT' }, 401);
    // What a worker that threw leaves: https://supabase.com/docs/guides/functions/error-codes
    if (faults.has('edge-checkout-500'))
      return c.json({ code: 'WORKER_ERROR', message: 'Function exited due to an error (please check logs)' }, 500);
    if (faults.has('payments-paused')) return c.json({ error: paused }, 503);
    if (faults.has('db-connections')) return c.json({ error: noConnection.body }, noConnection.status);
    const { items, note } = Object(await c.req.json().catch(() => undefined));
    const lines = await linesOf(items, database);
    if (lines.length === 0)
      return c.json({ error: { code: 'cart_empty', message: 'There is nothing to order.' } }, 400);
    const user: Claims = { role: 'authenticated', sub };
    const order = { id: randomUUID(), lines, note: typeof note === 'string' ? note : undefined };
    try {
      await placeOrder(order, user, database);
    } catch (error) {
      const { status, body } = dataErrorOf(error, user);
      return c.json({ error: body }, status);
    }
    return openSession(c, order, options);
  });
}

/** Longer than any client waits: the gateway would give up after 150 seconds. */
function neverAnswer(c: Context): Promise<Response> {
  return new Promise((resolve) => {
    c.req.raw.signal.addEventListener('abort', () => resolve(c.body(null, 500)), { once: true });
  });
}

/** What is ordered, at the prices of the shop: a function reads them as the service that it is. */
async function linesOf(items: unknown, database: Database): Promise<Line[]> {
  const wanted = Array.isArray(items) ? items.map(Object) : [];
  const { rows } = await database.as({ role: 'service_role' }, (transaction) =>
    transaction.query<{ id: string; name: string; price: number }>('select id, name, price from products'),
  );
  return rows.flatMap(({ id, name, price }) => {
    const quantity = Number(wanted.find(({ product }) => product === id)?.quantity ?? 0);
    return quantity > 0 ? { name, price, quantity } : [];
  });
}

const placeOrder = ({ id, lines, note }: Order, user: Claims, database: Database): Promise<unknown> =>
  database.as(user, (transaction) =>
    transaction.query('insert into orders (id, consumer_id, total, note) values ($1, $2, $3, $4)', [
      id,
      user.sub,
      lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
      note,
    ]),
  );

async function openSession(c: Context, order: Order, { database, stripe, shop }: CheckoutOptions): Promise<Response> {
  const { id, lines } = order;
  const asService = (sql: string, values: string[]) =>
    database.as({ role: 'service_role' }, (transaction) => transaction.query(sql, values));
  try {
    const session = await stripe.checkout.sessions.create({
      mode: 'payment',
      client_reference_id: id,
      metadata: { order_id: id },
      payment_intent_data: { metadata: { order_id: id } },
      line_items: lines.map(({ name, price, quantity }) => ({
        price_data: { currency: 'eur', product_data: { name }, unit_amount: price },
        quantity,
      })),
      success_url: `${shop()}/shop/orders/${id}`,
      cancel_url: `${shop()}/shop/cart`,
    });
    await asService('update orders set session_id = $2 where id = $1', [id, session.id]);
    return c.json({ url: session.url, orderId: id });
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    await asService("update orders set status = 'failed' where id = $1", [id]);
    return c.json({ error: paused }, 503);
  }
}
