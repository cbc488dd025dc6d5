import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { describe, test } from 'node:test';
import { Hono } from 'hono';
import { Agent, request } from 'undici';
import { createAuthority } from './certificate-authority.ts';
import { type ListenOptions, listen } from './listen.ts';
import { toLoopback } from './loopback-fetch.ts';

const greet: ListenOptions['fetch'] = () => new Response('hello');

describe('listen', () => {
  test('serves a Hono app over plain http on a free port', async () => {
    await using server = await start({ fetch: new Hono().get('/name', (c) => c.text('loventia')).fetch });
    const answer = await request(`${server.url}/name`);
    assert.equal(await answer.body.text(), 'loventia');
  });

  test('serves TLS 1.2 and newer, under a name, to a client that trusts the authority', async () => {
    const authority = await createAuthority();
    await using server = await start({ fetch: greet, tls: await authority.issue(['app.loventia.test']) });
    const ask = (connect: object) => {
      const dispatcher = new Agent({
        allowH2: false,
        connect: { ca: authority.caPem, lookup: toLoopback, ...connect },
      });
      return request(`https://app.loventia.test:${server.port}/`, { dispatcher }).finally(() => dispatcher.destroy());
    };
    assert.equal((await ask({ maxVersion: 'TLSv1.2' })).statusCode, 200);
    assert.equal((await ask({ minVersion: 'TLSv1.3' })).statusCode, 200);
    // OpenSSL offers TLS 1.1 only at security level 0; it is the server that must refuse it.
    const old = ask({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' });
    await assert.rejects(old, { code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' });
  });

  test('leaves the Date header to a handler that sets one', async () => {
    const date = 'Thu, 01 Jan 2026 00:00:00 GMT';
    await using server = await start({ fetch: () => new Response('', { headers: { date } }) });
    assert.equal((await request(server.url)).headers.date, date);
  });

  test('sends the time itself where the handler sets no Date', async () => {
    await using server = await start({ fetch: greet });
    const asked = Date.now();
    const { headers } = await request(server.url);
    const date = Date.parse(String(headers.date));
    // The header has whole seconds, and Node writes it once a second.
    assert.ok(date > asked - 2_000 && date <= Date.now(), String(headers.date));
  });

  test('waits before each answer as long as it is told at that moment', async () => {
    let delayMs = 0;
    await using server = await start({ fetch: greet, delayMs: () => delayMs });
    await (await request(server.url)).body.dump();
    delayMs = 80;
    const started = performance.now();
    await (await request(server.url)).body.dump();
    assert.ok(performance.now() - started >= 79);
  });

  test('closes at once under a request that is never answered', async () => {
    const reached = Promise.withResolvers<void>();
    const server = await listen({
      fetch: () => {
        reached.resolve();
        return new Promise<Response>(() => undefined);
      },
    });
    const answer = assert.rejects(request(`http://127.0.0.1:${server.port}/`), { code: 'UND_ERR_SOCKET' });
    await reached.promise;
    await server.close();
    await answer;
  });

  test('closes at once under a connection that never began its handshake', async () => {
    const authority = await createAuthority();
    const server = await listen({ fetch: greet, tls: await authority.issue(['app.loventia.test']) });
    const socket = connect(server.port, '127.0.0.1');
    // Node may see the cut as an end or as a reset.
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    await server.close();
    if (!socket.closed) await once(socket, 'close');
    await assert.rejects(request(`http://127.0.0.1:${server.port}/`), { code: 'ECONNREFUSED' });
  });

  test('reserves a port that refuses connections and is given to nobody else', async () => {
    await using server = await start({ fetch: greet, refuse: true });
    await assert.rejects(request(server.url), { code: 'ECONNREFUSED' });
    const rival = createServer();
    rival.listen({ port: server.port, host: '127.0.0.1' });
    const [error] = await once(rival, 'error');
    assert.equal(error.code, 'EADDRINUSE');
  });

  test('may be closed twice', async () => {
    const server = await listen({ fetch: greet });
    await Promise.all([server.close(), server.close()]);
  });

  test('rejects when the port is taken', async () => {
    await using server = await start({ fetch: greet });
    await assert.rejects(listen({ fetch: greet, port: server.port }), { code: 'EADDRINUSE' });
  });
});

async function start(options: ListenOptions) {
  const server = await listen(options);
  return { ...server, url: `http://127.0.0.1:${server.port}`, [Symbol.asyncDispose]: server.close };
}
