import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Http } from '#fixtures/http/http.ts';
import { openNetwork, serve, type TestNetwork, type TestServer } from '#fixtures/http/network-for-test.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { routesSchema } from '#targets/definition/routes.ts';
import { askRoute } from './ask-route.ts';
import { brokenRoutes, classOfGot, errorOf, isOfOthers, isTaken, servedTimes, shareOf } from './judge-routes.ts';

/** How many requests of each path came, and how many bodies. */
const seen = new Map<string, number>();
const bodies: string[] = [];

async function answerOf(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname;
  const count = (seen.get(path) ?? 0) + 1;
  seen.set(path, count);
  if (path === '/orders') {
    bodies.push(await request.text());
    return Response.json({ error: 'no items' }, { status: 422 });
  }
  if (path === '/gone') return new Response(null, { status: 410 });
  if (path === '/graphql') return Response.json(graphqlAt(count));
  if (path === '/hang') return new Promise<never>(() => undefined);
  if (path === '/busy') return new Response('slow down', { status: 429, headers: { 'retry-after': '60' } });
  if (path === '/open-door') return Response.json({ id: count }, { status: 201 });
  if (path === '/stock' && count % 4 === 0) return Response.json({ error: 'lost the store' }, { status: 500 });
  return Response.json({ path });
}

/** GraphQL answers 200 whatever becomes of a request: one that failed, one of which a part failed, and one that is well. */
function graphqlAt(count: number): object {
  const errors = [{ message: 'pool is empty', extensions: { code: 'INTERNAL_SERVER_ERROR' } }];
  if (count % 3 === 0) return { data: null, errors };
  return count % 3 === 1 ? { data: { stock: 1, offers: null }, errors } : { data: { stock: null } };
}

let network: TestNetwork;
let server: TestServer;
before(async () => {
  network = await openNetwork('depot.shop.test');
  server = await serve(answerOf);
  target.hosts['depot'] = `http://depot.shop.test:${server.port}`;
});
after(async () => {
  delete target.hosts['depot'];
  await server[Symbol.asyncDispose]();
  await network[Symbol.asyncDispose]();
});

const { requests, failsAbove, of } = routesSchema.parse({
  requests: 12,
  of: [
    { path: '/shelves' },
    { path: '/stock' },
    { method: 'POST', path: '/orders', json: { items: [] }, status: 422 },
    { path: '/gone' },
  ],
});

test('each route is judged by what it promises, and the one that fails too often is told with its share', async () => {
  const http = new Http(network);
  const asked = [];
  for (const route of of) asked.push(await askRoute(http, 'depot', route, requests));
  const broken = brokenRoutes(asked, failsAbove);
  assert.deepEqual(
    broken.map((one) => [shareOf(one), one.isAbove, classOfGot(one.first)]),
    [
      ['GET /gone 12 of 12', true, 'http-error'],
      ['GET /stock 3 of 12', true, 'http-error'],
    ],
  );
  assert.equal(http.sent, 48, 'nothing is tried twice');
  assert.deepEqual(new Set(bodies), new Set(['{"items":[]}']));
  assert.deepEqual(
    asked.map((one) => servedTimes(one).length),
    [12, 9, 12, 0],
  );
});

test('an answer of GraphQL that has errors and no data is none, whatever its status', async () => {
  seen.clear();
  const { of: routes } = routesSchema.parse({
    of: [{ method: 'POST', path: '/graphql', json: { query: '{ stock offers }' }, readOnly: true }],
  });
  const asked = await Promise.all(routes.map((route) => askRoute(new Http(network), 'depot', route, requests)));
  const [broken] = brokenRoutes(asked, failsAbove);
  assert.ok(broken);
  assert.deepEqual(
    [shareOf(broken), broken.isAbove, errorOf(broken.first)],
    ['POST /graphql 4 of 12', true, 'INTERNAL_SERVER_ERROR'],
  );
});

test('a route that fails no more often than it may is told, and not above', async () => {
  seen.clear();
  const stock = of.slice(1, 2);
  const asked = await Promise.all(stock.map((route) => askRoute(new Http(network), 'depot', route, requests)));
  assert.deepEqual(
    brokenRoutes(asked, 0.25).map((one) => [shareOf(one), one.isAbove]),
    [['GET /stock 3 of 12', false]],
  );
  assert.deepEqual(brokenRoutes([], 0.05), []);
});

test('a route that takes what it should refuse is not asked again', async () => {
  const [door] = routesSchema.parse({ of: [{ method: 'POST', path: '/open-door', json: {}, status: 400 }] }).of;
  assert.ok(door);
  const { answers } = await askRoute(new Http(network), 'depot', door, 20);
  assert.deepEqual([answers.length, seen.get('/open-door'), isTaken(door, answers[0])], [1, 1, true]);
});

test('a route that hangs is given up after a few', async () => {
  const { request } = target.budgets;
  target.budgets.request = 250;
  const [hanging] = routesSchema.parse({ of: [{ path: '/hang' }] }).of;
  assert.ok(hanging);
  const asked = await askRoute(new Http(network), 'depot', hanging, 40);
  target.budgets.request = request;
  const [broken] = brokenRoutes([asked], 0.05);
  assert.ok(broken);
  assert.deepEqual([shareOf(broken), classOfGot(broken.first)], ['GET /hang 5 of 5', 'timeout']);
});

test('our own rate comes after what the app fails with, and is nothing of the route', async () => {
  seen.clear();
  const { of: routes } = routesSchema.parse({ of: [{ path: '/busy' }, { path: '/stock' }] });
  const asked = [];
  for (const route of routes) asked.push(await askRoute(new Http(network), 'depot', route, 8));
  const broken = brokenRoutes(asked, 0.05).map((one) => [shareOf(one), isOfOthers(classOfGot(one.first))]);
  assert.deepEqual(broken, [
    ['GET /stock 2 of 8', false],
    ['GET /busy 8 of 8', true],
  ]);
});

test('what would write each time it is asked is no route to be asked often', () => {
  const parse = (route: object) => routesSchema.safeParse({ of: [route] }).success;
  assert.equal(parse({ method: 'POST', path: '/orders', json: {} }), false);
  assert.equal(parse({ method: 'POST', path: '/orders', json: {}, status: 201 }), false);
  assert.equal(parse({ method: 'POST', path: '/orders', json: {}, status: 400 }), true);
  assert.equal(parse({ method: 'POST', path: '/search', json: {}, readOnly: true }), true);
  assert.equal(parse({ path: '/orders', json: {} }), false);
});
