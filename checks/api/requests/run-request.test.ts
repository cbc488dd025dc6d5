import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { Http } from '#fixtures/http/http.ts';
import { openNetwork, serve, type TestNetwork, type TestServer } from '#fixtures/http/network-for-test.ts';
import { CheckFailed, redacted } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { requestsSchema } from '#targets/definition/requests.ts';
import { runRequest } from './run-request.ts';

/** A service that meters events. `wrong` is how it is broken; `lateBy` is how many reads come before an event counts. */
let wrong: 'nothing' | 'uncounted' | 'doubled' | 'nameless' | 'refused' | 'kept' = 'nothing';
/** What the same service says over GraphQL. */
let graphql: unknown;
let lateBy = 0;
const events = new Map<string, unknown>();
const asked: string[] = [];
let counted = 40;
let pending = 0;

function answerOf(request: Request, body: string): Response {
  const path = new URL(request.url).pathname;
  asked.push(`${request.method} ${path}`);
  if (path === '/graphql') return Response.json(graphql);
  if (request.headers.get('x-api-key') !== 'key of the probe') return Response.json({ error: 'who?' }, { status: 401 });
  if (request.method === 'POST') {
    if (wrong === 'refused') return Response.json({ error: 'no' }, { status: 500 });
    const id = `evt_${events.size + 1}`;
    events.set(id, JSON.parse(body));
    pending += { nothing: 1, uncounted: 0, doubled: 2, nameless: 1, refused: 0, kept: 1 }[wrong];
    return Response.json(wrong === 'nameless' ? {} : { event: { id, token: `pass-for-${id}` } }, {
      status: 201,
      headers: { location: path },
    });
  }
  const id = path.split('/').at(-1) ?? '';
  if (request.method === 'DELETE') return deleted(id);
  if (lateBy > 0) lateBy -= 1;
  else [counted, pending] = [counted + pending, 0];
  return Response.json({ account: id, totals: [{ units: counted }] });
}

function deleted(id: string): Response {
  if (wrong === 'kept') return Response.json({ error: 'frozen' }, { status: 409 });
  return new Response(null, { status: events.delete(id) ? 204 : 404 });
}

let network: TestNetwork;
let server: TestServer;
before(async () => {
  network = await openNetwork('meter.shop.test');
  server = await serve(async (request) => answerOf(request, await request.text()));
  target.hosts['meter'] = `http://meter.shop.test:${server.port}`;
  process.env['METER_KEY_OF_TEST'] = 'key of the probe';
});
after(async () => {
  delete target.hosts['meter'];
  delete process.env['METER_KEY_OF_TEST'];
  await server[Symbol.asyncDispose]();
  await network[Symbol.asyncDispose]();
});
afterEach(() => {
  wrong = 'nothing';
  lateBy = 0;
  asked.length = 0;
});

const headers = { 'X-Api-Key': { secret: 'METER_KEY_OF_TEST' } };
const usage = { host: 'meter', path: '/v1/usage/probe 1', headers };
const declared = requestsSchema.parse({
  usage: {
    claim: 'an event counts towards the usage',
    steps: [
      { ...usage, take: { before: 'totals.0.units' } },
      {
        ...{ method: 'POST', host: 'meter', path: '/v1/events', headers },
        json: { account: 'probe 1', source: 'watchpost {run}', at: '{now}', was: '{before}' },
        expect: {
          status: 201,
          headers: { Location: { equals: '/v1/events' } },
          json: { 'event.id': { matches: '^evt_' } },
        },
        take: { id: 'event.id', eventToken: 'event.token' },
      },
      {
        ...usage,
        expect: { json: { 'totals.0.units': { growsBy: 1, since: 'before' }, account: { exists: true } } },
        patienceMs: 400,
      },
    ],
    undo: [{ method: 'DELETE', host: 'meter', path: '/v1/events/{id}', headers }],
  },
});

/** Runs it against the service; the failure that it ends with, if any. */
async function failure() {
  const request = declared['usage'] ?? assert.fail();
  return runRequest(new Http(network), request).then(
    () => undefined,
    (error: unknown) => (error instanceof CheckFailed ? error.failure : assert.fail(String(error))),
  );
}

describe('an event that is posted, and the usage that grows by one', () => {
  test('hold, and nothing of it stays', async () => {
    assert.equal(await failure(), undefined);
    assert.deepEqual(asked, [
      'GET /v1/usage/probe%201',
      'POST /v1/events',
      'GET /v1/usage/probe%201',
      'DELETE /v1/events/evt_1',
    ]);
    assert.equal(events.size, 0);
  });

  test('hand on what lets somebody in, and it is written nowhere', async () => {
    await failure();
    assert.doesNotMatch(redacted('asked with pass-for-evt_1'), /pass-for/);
  });

  test('hold when the usage follows a little later, which is waited for', async () => {
    lateBy = 3;
    assert.equal(await failure(), undefined);
    assert.ok(asked.filter((one) => one.startsWith('GET')).length >= 3);
  });

  test('carry the values of earlier steps as what they are', async () => {
    wrong = 'kept';
    await failure();
    const [sent] = [...events.values()] as { source: string; at: string; was: unknown }[];
    assert.match(sent?.source ?? '', /^watchpost \S+$/);
    assert.ok(!Number.isNaN(Date.parse(sent?.at ?? '')));
    assert.equal(typeof sent?.was, 'number');
    events.clear();
  });

  for (const [way, by] of [
    ['uncounted', 0],
    ['doubled', 2],
  ] as const) {
    test(`do not hold where it is ${way}: both figures are told, and it is taken back`, async () => {
      wrong = way;
      const was = counted;
      const failed = await failure();
      assert.equal(failed?.code, 'request-value');
      assert.equal(
        failed?.message,
        `GET /v1/usage/probe 1 answered ${was + by} under "totals.0.units", expected ${was + 1} (${was} before)`,
      );
      assert.equal(events.size, 0);
    });
  }

  test('do not hold where it is refused, and what does not exist is not taken back', async () => {
    wrong = 'refused';
    const failed = await failure();
    assert.deepEqual([failed?.code, failed?.class, failed?.facts.status], ['request-status', 'http-error', 500]);
    assert.ok(!asked.some((one) => one.startsWith('DELETE')));
  });

  test('do not hold where the answer names no event', async () => {
    wrong = 'nameless';
    const failed = await failure();
    assert.deepEqual([failed?.code, failed?.facts.field, failed?.facts.got], ['request-value', 'event.id', 'nothing']);
    events.clear();
  });

  test('do not hold where the event stays: that is a failure of its own', async () => {
    wrong = 'kept';
    const failed = await failure();
    assert.equal(failed?.message, 'what the request wrote was not taken back: DELETE /v1/events/{id} answered 409');
    events.clear();
  });
});

describe('a query of GraphQL whose status says nothing', () => {
  const query = { method: 'POST', host: 'meter', path: '/graphql', json: { query: '{ totals { units } }' } } as const;
  const failed = { errors: [{ message: 'boom', extensions: { code: 'INTERNAL_SERVER_ERROR' } }], data: null };
  const outcome = async (answer: unknown, expect: object = {}) => {
    graphql = answer;
    const { one } = requestsSchema.parse({
      one: { claim: 'totals are told', readOnly: true, steps: [{ ...query, expect }] },
    });
    return runRequest(new Http(network), one ?? assert.fail()).then(
      () => 'holds',
      (error: unknown) => (error instanceof CheckFailed ? error.failure?.code : assert.fail(String(error))),
    );
  };

  test('does not hold where its body has errors and no data, and the error is told', async () => {
    const units = { json: { 'data.totals.units': { exists: true } } };
    assert.equal(await outcome(failed), 'error-in-body');
    assert.equal(await outcome(failed, units), 'error-in-body');
    const unknown = { errors: [{ message: 'Cannot query field "totals" on type "Query".' }] };
    assert.equal(await outcome(unknown, units), 'query-unknown');
  });

  test('holds by what is promised: an error beside data, and one that is meant', async () => {
    const part = { errors: [{ message: 'boom' }], data: { totals: { units: 4 }, plan: null } };
    assert.equal(await outcome(part), 'holds');
    assert.equal(await outcome(failed, { json: { data: { exists: false } } }), 'holds');
    assert.equal(await outcome(part, { json: { 'data.plan': { exists: true } } }), 'request-value');
  });
});
