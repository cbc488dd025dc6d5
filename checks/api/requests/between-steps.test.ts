import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { Http } from '#fixtures/http/http.ts';
import { openNetwork, serve, type TestNetwork, type TestServer } from '#fixtures/http/network-for-test.ts';
import { CheckFailed } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { requestsSchema } from '#targets/definition/requests.ts';
import { runRequest } from './run-request.ts';

// A shop whose ids are of 64 bits, that says where a thing is by its address, and that knows a visitor by a cookie.

const id = '1234567890123456789';
const asked: string[] = [];
let address = `/things/${id}?v=2`;

async function answerOf(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const cookie = request.headers.get('cookie') ?? '-';
  const body = await request.text();
  asked.push([request.method, pathname + search, cookie, body].join(' ').trim());
  const type = { 'content-type': 'application/json' };
  if (pathname === '/form')
    return new Response('{"token":"t"}', { headers: { ...type, 'set-cookie': 'visit=v1; Path=/; HttpOnly' } });
  if (request.method === 'DELETE') return new Response(null, { status: 204 });
  const headers = { ...type, location: address };
  return new Response(`{"id":${id},"of":{"id":${id}}}`, { status: request.method === 'POST' ? 201 : 200, headers });
}

let network: TestNetwork;
let server: TestServer;
before(async () => {
  network = await openNetwork('things.shop.test');
  server = await serve(answerOf);
  target.hosts['things'] = `http://things.shop.test:${server.port}`;
});
after(async () => {
  delete target.hosts['things'];
  await server[Symbol.asyncDispose]();
  await network[Symbol.asyncDispose]();
});
beforeEach(() => {
  asked.length = 0;
  address = `/things/${id}?v=2`;
});

const things = { host: 'things', path: '/things' };

/** Runs steps; how they fail, or `holds`. */
async function outcome(steps: object[], undo: object = { needless: 'the shop of the test forgets it' }) {
  const { one } = requestsSchema.parse({ one: { claim: 'a thing can be kept', steps, undo } });
  return runRequest(new Http(network), one ?? assert.fail()).then(
    () => 'holds',
    (error: unknown) => (error instanceof CheckFailed ? error.failure?.message : assert.fail(String(error))),
  );
}

test('an integer that is too long for a number is handed on as it was written', async () => {
  const steps = [
    { ...things, method: 'POST', json: {}, take: { id: 'id' } },
    { ...things, path: '/things/{id}', expect: { json: { 'of.id': { equals: '{id}' }, id: { matches: '789$' } } } },
    {
      ...things,
      method: 'POST',
      json: { of: '{id}', said: 'no {id}' },
      expect: { json: { id: { equals: Number(id) } } },
    },
  ];
  assert.equal(await outcome(steps, [{ ...things, method: 'DELETE', path: '/things/{id}' }]), 'holds');
  assert.deepEqual(asked, [
    'POST /things - {}',
    `GET /things/${id} -`,
    `POST /things - {"of":${id},"said":"no ${id}"}`,
    `DELETE /things/${id} -`,
  ]);
  const wrong = { ...things, expect: { json: { id: { equals: 7 } } } };
  assert.equal(await outcome([wrong]), `GET /things answered ${id} under "id", expected 7`);
});

test('a step goes to the address that an earlier one was told, and to no other origin', async () => {
  const steps = [
    { ...things, method: 'POST', json: {}, take: { there: 'header:location' } },
    { ...things, path: '{there}' },
  ];
  const undo = [{ ...things, method: 'DELETE', path: '{there}' }];
  assert.equal(await outcome(steps, undo), 'holds');
  address = `http://things.shop.test:${server.port}/things/7`;
  assert.equal(await outcome(steps, undo), 'holds');
  assert.deepEqual(
    asked.filter((one) => !one.startsWith('POST')),
    [`GET /things/${id}?v=2 -`, `DELETE /things/${id}?v=2 -`, 'GET /things/7 -', 'DELETE /things/7 -'],
  );
  for (const elsewhere of ['http://10.0.0.7:8080/things/7', '//stranger.test/things/7']) {
    asked.length = 0;
    address = elsewhere;
    const { origin } = new URL(elsewhere, 'http://things.shop.test');
    const expected = `an address of http://things.shop.test:${server.port}/`;
    assert.equal(await outcome(steps, undo), `GET {there} would go to ${origin}/, expected ${expected}`);
    assert.deepEqual(asked, ['POST /things - {}']);
  }
});

test('cookies of a step go with those after it, as a form and its token want them', async () => {
  const form = { host: 'things', path: '/form', take: { csrf: 'token' } };
  const sent = { ...things, method: 'POST', text: '_token={csrf}', headers: { cookie: 'theme=dark' } };
  assert.equal(await outcome([form, sent]), 'holds');
  assert.deepEqual(asked, ['GET /form -', 'POST /things theme=dark; visit=v1 _token=t']);
  asked.length = 0;
  await outcome([sent].map(({ text: _, ...step }) => step));
  assert.deepEqual(asked, ['POST /things theme=dark'], 'and with no other request');
});
