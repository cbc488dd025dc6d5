import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { createSecureContext } from 'node:tls';
import { ProbeError, probe } from '#fixtures/http/probe.ts';
import type { ServedAnswer } from './answer.ts';
import { createAuthority } from './authority.ts';
import { type Passing, type StandingProxy, startProxy } from './proxy.ts';
import type { Asked, Upstream } from './upstream.ts';
import { openUpstream } from './upstream.ts';

const answer = {
  status: 201,
  headers: { 'content-type': 'text/plain', date: 'Sat, 21 Nov 2026 08:00:00 GMT', 'set-cookie': ['a=1', 'b=2'] },
  body: Buffer.from('0123456789'),
};
let change = ({ answer: given }: Passing): ServedAnswer => given;
let asked: Asked | undefined;
let proxy: StandingProxy;
const authority = await createAuthority();
const upstream: Upstream = {
  ask: async (request) => {
    asked = request;
    return answer;
  },
  close: async () => undefined,
};

before(async () => {
  proxy = await startProxy({
    origins: ['https://api.shop.test', 'https://app.shop.test:8443', 'http://app.shop.test'],
    authority,
    upstream,
    change: (passing) => change(passing),
  });
});
after(() => proxy[Symbol.asyncDispose]());

/** Asks as a check does, with connections that go elsewhere. */
const ask = (url: string, more: { method?: 'POST' | 'HEAD'; body?: string; timeoutMs?: number } = {}) =>
  probe(
    { url, timeoutMs: 30_000, ...more },
    {
      resolve: async () => ['192.0.2.1'],
      secureContext: createSecureContext({ ca: authority.caPem }),
      connectTo: proxy.connectTo,
    },
  );

const failureOf = (asking: Promise<unknown>) =>
  asking.then(
    () => assert.fail('an answer came'),
    (error: unknown) => (error instanceof ProbeError ? error.failureClass : assert.fail(String(error))),
  );

async function changing<T>(to: (passing: Passing) => ServedAnswer, work: () => Promise<T>): Promise<T> {
  const usual = change;
  change = to;
  try {
    return await work();
  } finally {
    change = usual;
  }
}

describe('a proxy', () => {
  test('passes requests on and answers back as they are, for each host with a certificate of its own', async () => {
    for (const url of [
      'https://api.shop.test/a?b=c',
      'https://app.shop.test:8443/a?b=c',
      'http://app.shop.test/a?b=c',
    ]) {
      const got = await ask(url, { method: 'POST', body: 'sent' });
      assert.deepEqual([got.status, got.text(), got.cookies()], [201, '0123456789', ['a=1', 'b=2']]);
      assert.equal(got.header('date'), answer.headers.date);
      assert.deepEqual([asked?.url.href, asked?.method, asked?.body.toString()], [url, 'POST', 'sent']);
    }
  });

  test('serves what it is told to serve in place of the answer', async () => {
    const got = await changing(
      (passing) => ({ ...passing.answer, status: 204, headers: {} }),
      () => ask('https://api.shop.test/'),
    );
    assert.deepEqual([got.status, got.body.length, got.header('date')], [204, 0, '']);
  });

  for (const by of ['end', 'reset'] as const)
    test(`cuts a body off by ${by}: half of it never comes`, async () => {
      const cut = changing(
        (passing) => ({ ...passing.answer, delivery: { kind: 'cut', by } }),
        () => failureOf(ask('https://api.shop.test/')),
      );
      assert.equal(await cut, 'http-error');
    });

  for (const part of ['headers', 'body'] as const)
    test(`is late with the ${part}, and forgets who did not wait`, async () => {
      const late = changing(
        (passing) => ({ ...passing.answer, delivery: { kind: 'late', part, ms: 60_000 } }),
        () => failureOf(ask('https://api.shop.test/', { timeoutMs: 100 })),
      );
      assert.equal(await late, 'timeout');
    });

  test('ends the connection when the system does not answer', async () => {
    await using broken = await startProxy({
      origins: ['http://gone.shop.test'],
      authority,
      upstream: { ...upstream, ask: () => Promise.reject(new Error('refused')) },
      change: (passing) => passing.answer,
    });
    const network = { resolve: async () => ['192.0.2.1'], connectTo: broken.connectTo };
    assert.equal(await failureOf(probe({ url: 'http://gone.shop.test/', timeoutMs: 30_000 }, network)), 'tcp');
  });
});

test('the way on to the system keeps what was asked, and wants no compressed body', async () => {
  let seen: IncomingMessage | undefined;
  const server = createServer((request, response) => {
    seen = request;
    response.writeHead(403, { 'set-cookie': ['a=1', 'b=2'] }).end('no');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const way = openUpstream({});
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/a?b=c`);
  const headers = { host: 'api.shop.test', 'accept-encoding': 'br', authorization: 'Bearer x', connection: 'close' };
  const got = await way.ask({ method: 'PUT', url, headers, body: Buffer.alloc(0) });
  assert.deepEqual([got.status, got.body.toString(), got.headers['set-cookie']], [403, 'no', ['a=1', 'b=2']]);
  assert.deepEqual([seen?.method, seen?.url, seen?.headers.host], ['PUT', '/a?b=c', 'api.shop.test']);
  assert.deepEqual([seen?.headers.authorization, seen?.headers['accept-encoding']], ['Bearer x', undefined]);
  await way.close();
  server.close();
});
