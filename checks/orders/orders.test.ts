import assert from 'node:assert/strict';
import { after, afterEach, describe, test } from 'node:test';
import { openNetwork, serve } from '#fixtures/http/network-for-test.ts';
import { targetOf } from '#fixtures/session/target-for-test.ts';

/** Bookings of two guests, under another names than the Marketplace has, and with a REST API that is none of PostgREST's. */
interface Booking {
  ref: number;
  state: string;
  guest: 'ann' | 'bo';
}

const bookings: Booking[] = [
  { ref: 7, state: 'open', guest: 'ann' },
  { ref: 8, state: 'settled', guest: 'ann' },
  { ref: 9, state: 'settled', guest: 'bo' },
];

/** Whom the service shows one booking, and whom it shows all in a list. */
let shown: (booking: Booking, who: string) => boolean;
let listed: (booking: Booking, who: string) => boolean;
/** Answers in place of the service. */
let instead: (() => Response) | undefined;

const isOwn = ({ guest }: Booking, who: string) => guest === who;

function service(request: Request): Response {
  if (instead) return instead();
  const who = request.headers.get('authorization')?.replace('Bearer ', '') ?? 'nobody';
  const { pathname } = new URL(request.url);
  if (pathname === '/bookings')
    return Response.json(bookings.filter((one) => listed(one, who)).map(({ guest: _, ...row }) => row));
  const booking = bookings.find(({ ref }) => pathname === `/bookings/${ref}`);
  if (booking && shown(booking, who)) return Response.json(booking);
  return Response.json({ error: { message: 'no such booking' } }, { status: 404 });
}

const network = await openNetwork();
const server = await serve(service);
after(() => Promise.all([server[Symbol.asyncDispose](), network[Symbol.asyncDispose]()]));

const auth = {
  kind: 'password',
  host: 'api',
  probe: { email: 'BOOKING_EMAIL', password: 'BOOKING_PASSWORD' },
  routes: { login: '/login', me: '/me' },
};
const orders = {
  host: 'api',
  checkout: { path: '/bookings', json: { room: 3 }, orderId: 'booking.ref', pausedCode: 'closed' },
  one: '/bookings/{id}',
  all: '/bookings',
  fields: { id: 'ref', status: 'state' },
  states: { pending: 'open', paid: 'settled' },
};
process.env['WATCHPOST_TARGET'] = targetOf(server.port, auth, { orders });
const { Http } = await import('#fixtures/http/http.ts');
const { CheckFailed } = await import('#fixtures/outcome/check-outcome.ts');
const { isShown, isStateless, orderOf, ordersOf } = await import('#fixtures/orders/read-orders.ts');
const { expectOpened, orderIn } = await import('./expect-opened.ts');
const { expectPrivate } = await import('./expect-private.ts');

const http = new Http(network);
const as = (accessToken: string) => ({ accessToken, cookies: [] });
const [ann, bo] = [as('ann'), as('bo')];

/** How a claim fails; undefined where it holds. */
async function failureOf(claim: () => unknown): Promise<{ code: string; facts: object } | undefined> {
  try {
    await claim();
    return undefined;
  } catch (error) {
    assert.ok(error instanceof CheckFailed && error.failure, String(error));
    return error.failure;
  }
}

function healthy(): void {
  [shown, listed, instead] = [isOwn, isOwn, undefined];
}
healthy();
afterEach(healthy);

describe('the orders of a user', () => {
  test('are rows under the names that the target gives, one alone too', async () => {
    assert.deepEqual(await ordersOf(http, ann), [
      { id: '7', status: 'open' },
      { id: '8', status: 'settled' },
    ]);
    assert.deepEqual(await orderOf(http, bo, '9'), { id: '9', status: 'settled' });
    assert.equal(await orderOf(http, bo, '7'), undefined);
  });

  const refusals: readonly [string, number, object, string, object][] = [
    [
      'a key that the data API does not know',
      401,
      { code: 'PGRST301', message: 'JWT' },
      'data-token-refused',
      { problem: 'token' },
    ],
    ['a full database', 503, { code: '53300', message: 'too many' }, 'data-connections', { errorCode: '53300' }],
    ['a pool that gives none', 504, { code: 'PGRST003' }, 'data-connections', { problem: 'connections' }],
    ['a column that is gone', 400, { code: '42703' }, 'orders-unreadable', { status: 400 }],
    ['an error of the service', 500, { oops: true }, 'orders-unreadable', { status: 500 }],
    ['something else than rows', 200, { rows: 3 }, 'orders-no-list', { field: 'ref' }],
    ['rows of which one names no state', 200, [{ ref: 1, state: 'open' }, { ref: 2 }], 'orders-no-list', {}],
  ];
  for (const [what, status, body, code, facts] of refusals)
    test(`cannot be read for ${what}: ${code}`, async () => {
      instead = () => Response.json(body, { status });
      const failure = await failureOf(() => ordersOf(http, ann));
      assert.equal(failure?.code, code);
      assert.partialDeepStrictEqual(failure?.facts, facts);
    });
});

test('an order with an empty state is read with the others, and known as that', async () => {
  for (const state of [null, '']) {
    instead = () =>
      Response.json([
        { ref: 1, state: 'open' },
        { ref: 2, state: false },
        { ref: 3, state },
      ]);
    const rows = await ordersOf(http, ann);
    assert.deepEqual(rows.map(isStateless), [false, false, true]);
  }
});

describe('an order of another user', () => {
  test('is shown to nobody by a service that looks whose it is', async () => {
    assert.equal(await expectPrivate(http, ann, bo), 3);
  });

  test('is not taken for hidden where that is not answered, or where its own user does not see it either', async () => {
    shown = () => false;
    assert.equal((await failureOf(() => expectPrivate(http, ann, bo)))?.code, 'order-missing');
    shown = (one, who) => {
      if (!isOwn(one, who)) instead = () => Response.json({ code: '57P03' }, { status: 503 });
      return isOwn(one, who);
    };
    assert.equal((await failureOf(() => expectPrivate(http, ann, bo)))?.code, 'data-connections');
  });

  test('is told also where its state is not', async () => {
    listed = () => false;
    instead = () => Response.json([{ ref: 9 }]);
    assert.equal(await isShown(http, '9', ann), true);
    assert.equal(await isShown(http, '7', ann), false);
  });

  const leaks: readonly [string, () => void, object][] = [
    [
      'by its id to whoever is signed in',
      () => (shown = (_, who) => who !== 'nobody'),
      { subject: 'a user', problem: 'by-id' },
    ],
    [
      'by its id where it is settled',
      () => (shown = (one, who) => isOwn(one, who) || one.state === 'settled'),
      { problem: 'by-id' },
    ],
    ['in the list of everybody', () => (listed = () => true), { problem: 'by-list', count: 3 }],
    [
      'in the list of one',
      () => (listed = (one, who) => isOwn(one, who) || who === 'bo'),
      { problem: 'by-list', count: 2 },
    ],
    [
      'to strangers alone',
      () => (shown = (one, who) => isOwn(one, who) || who === 'nobody'),
      { subject: 'somebody who is not signed in', problem: 'by-id' },
    ],
  ];
  for (const [how, leak, facts] of leaks)
    test(`is told ${how}`, async () => {
      leak();
      const failure = await failureOf(() => expectPrivate(http, ann, bo));
      assert.equal(failure?.code, 'order-told');
      assert.partialDeepStrictEqual(failure?.facts, facts);
    });
});

describe('a checkout', () => {
  const opened = async (status: number, body: object) => {
    instead = () => Response.json(body, { status });
    return http.post(`http://127.0.0.1:${server.port}/bookings`, {});
  };

  test('names its order where the target says', async () => {
    const answer = await opened(201, { booking: { ref: 12 }, url: 'https://pay.example/cs_test_1' });
    assert.equal(await failureOf(() => expectOpened(answer)), undefined);
    assert.equal(orderIn(answer), '12');
    assert.equal(orderIn(await opened(200, { booking: {} })), undefined);
  });

  const refusals: readonly [number, object, string, object][] = [
    [403, { error: { code: '42501', message: 'policy' } }, 'order-refused', { problem: 'row-security' }],
    [409, { code: '23505', message: 'duplicate key' }, 'order-refused', { problem: 'constraint', errorCode: '23505' }],
    [500, { error: { details: { code: '23503' } } }, 'order-refused', { problem: 'constraint' }],
    [503, { error: { code: 'closed', message: 'back soon' } }, 'payments-paused', { status: 503 }],
    [503, { error: { code: 'PGRST000' } }, 'data-connections', { problem: 'connections' }],
    [500, { error: { code: 'internal' } }, 'checkout-refused', { status: 500 }],
    [404, {}, 'checkout-refused', { status: 404 }],
  ];
  for (const [status, body, code, facts] of refusals)
    test(`that is answered ${status} ${JSON.stringify(body)} fails as ${code}`, async () => {
      const answer = await opened(status, body);
      const failure = await failureOf(() => expectOpened(answer));
      assert.equal(failure?.code, code);
      assert.partialDeepStrictEqual(failure?.facts, facts);
    });
});
