import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { listen } from '#demo/net/listen.ts';
import { createRedactor } from '#record/redactor.ts';
import { networkPost } from './post.ts';

const secret = 'T0AB12CD3-B0EF45GH6-x9Kq2LmN8pRsTuVw';
const open = new AbortController().signal;

/** A service that gives these answers one after the other, and the way there. */
async function serving(answers: (() => Response | Promise<Response>)[], withinMs = 8_000, until = open) {
  let asked = 0;
  const server = await listen({
    fetch: () => {
      asked += 1;
      return answers[Math.min(asked, answers.length) - 1]?.() ?? new Response();
    },
  });
  const post = networkPost({ SLACK: secret }, { redact: createRedactor({ SLACK: secret }), until, withinMs });
  const url = `http://127.0.0.1:${server.port}/${secret}`;
  return {
    send: (once = false) => post.send({ method: 'POST', url, body: { a: 1 }, once }),
    count: () => asked,
    [Symbol.asyncDispose]: () => server.close(),
  };
}
const status =
  (code: number, headers = {}) =>
  () =>
    new Response('words', { status: code, headers });
const hangs = () => new Promise<Response>(() => undefined);

describe('what is sent', () => {
  test('is sent once more where the service fails or asks to wait, and no third time', async () => {
    await using failing = await serving([status(502), status(200)]);
    assert.partialDeepStrictEqual(await failing.send(), { status: 200, text: 'words' });
    await using busy = await serving([status(429, { 'retry-after': '1' }), status(202)]);
    assert.equal((await busy.send()).status, 202);
    await using down = await serving([status(500)]);
    await assert.rejects(down.send(), /^Error: answered 500 words, after a second try$/);
    assert.equal(down.count(), 2);
  });

  test('is not sent again where that would not help, where the service wants to wait for too long, or where it may be there', async () => {
    for (const [answer, once, told] of [
      [status(404), false, /^Error: answered 404 words$/],
      [status(429, { 'retry-after': '60' }), false, /^Error: answered 429 words$/],
      [status(502), true, /^Error: answered 502 words$/],
    ] as const) {
      await using service = await serving([answer]);
      await assert.rejects(service.send(once), told);
      assert.equal(service.count(), 1);
    }
  });

  test('goes to no other address than the one that was named, and to none without https', async () => {
    await using elsewhere = await serving([status(200)]);
    await using moved = await serving([status(307, { location: 'http://127.0.0.1:1/' })]);
    await assert.rejects(moved.send(), /^Error: answered 307/);
    const post = networkPost({}, { redact: String, until: open, withinMs: 1_000 });
    await assert.rejects(post.send({ method: 'POST', url: 'http://hooks.example/x' }), /is no https/);
    await assert.rejects(post.send({ method: 'POST', url: 'hooks.example' }), /is no https/);
    assert.equal(elsewhere.count(), 0);
  });

  test('is not heard where a page for people comes back, though with 200: a proxy or a sign-in has answered', async () => {
    await using proxy = await serving([() => new Response('\n<!DOCTYPE html><title>Sign in</title>')]);
    await assert.rejects(
      proxy.send(),
      /^Error: answered 200\s+<!DOCTYPE html>.*: a page, and no answer of the service$/,
    );
    await using plain = await serving([() => new Response('<3 ok', { headers: { 'content-type': 'text/html' } })]);
    assert.equal((await plain.send()).status, 200);
  });

  test('is given up when its time is over, or the process is to end', async () => {
    await using slow = await serving([hangs], 300);
    const started = performance.now();
    await assert.rejects(slow.send(), /no answer in time/);
    assert.ok(performance.now() - started < 4_000);
    await using stopped = await serving([hangs], 8_000, AbortSignal.abort());
    await assert.rejects(stopped.send(), /no answer in time/);
  });

  test('tells nothing of the secret in its address, whatever comes back', async () => {
    await using echoing = await serving([() => new Response(`no such hook: ${secret}`, { status: 410 })]);
    await assert.rejects(
      echoing.send(),
      (error: Error) => !error.message.includes(secret) && /410/.test(error.message),
    );
    const refusing = await listen({ fetch: () => new Response(), refuse: true });
    const post = networkPost({}, { redact: createRedactor({ SLACK: secret }), until: open, withinMs: 3_000 });
    const url = `http://127.0.0.1:${refusing.port}/${secret}`;
    await assert.rejects(post.send({ method: 'POST', url }), (error: Error) =>
      error.message.startsWith('ECONNREFUSED'),
    );
    assert.throws(() => post.secret('SHOP_SLACK'), /SHOP_SLACK is not set/);
    await refusing.close();
  });
});
