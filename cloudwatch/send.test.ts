import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, test } from 'node:test';
import { type CloudWatchOptions, createCloudWatch } from '#demo/cloudwatch/stand-in.ts';
import { listen } from '#demo/net/listen.ts';
import type { Batch } from './batch.ts';
import { createClient } from './client.ts';
import { datum } from './data-point.ts';
import { type Sent, sendBatch } from './send.ts';

const keys = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: crypto.randomUUID() };

const batchAt = (moment: Date): Batch => ({
  namespace: 'Watchpost',
  runId: 'run',
  data: [datum('RunCompleted', { Target: 'shop' }, 1, moment.toISOString())],
});

/** Sends one batch with the real SDK to a stand-in with these options. */
async function sendTo(
  options: CloudWatchOptions,
  environment: object = keys,
  batch = batchAt(new Date()),
): Promise<Sent> {
  const { app } = createCloudWatch(options);
  const { port, close } = await listen({ fetch: app.fetch });
  const client = await createClient('eu-north-1', {
    ...environment,
    AWS_ENDPOINT_URL_CLOUDWATCH: `http://127.0.0.1:${port}`,
  });
  const sent = await sendBatch(async () => client, batch, AbortSignal.timeout(60_000));
  client.destroy();
  await close();
  return sent;
}

describe('sending a batch', () => {
  test('is acknowledged by a service that takes it', async () => {
    assert.deepEqual(await sendTo({}), { kind: 'acknowledged', requests: 1 });
  });

  test('data from the future are refused as data, after one request', async () => {
    const sent = await sendTo({}, keys, batchAt(new Date(Date.now() + 3 * 3_600_000)));
    assert.deepEqual([sent.kind, sent.requests], ['refused', 1]);
  });

  test('a key that the service does not know says nothing about the data', async () => {
    const sent = await sendTo({ credentials: [] });
    assert.equal(sent.kind, 'not-taken');
    assert.match(reasonOf(sent), /InvalidClientTokenId/);
  });

  test('a service that throttles to the end has not taken them, after three requests', async () => {
    const sent = await sendTo({ fail: () => 'throttle' });
    assert.deepEqual([sent.kind, sent.requests], ['not-taken', 3]);
    assert.match(reasonOf(sent), /Throttling: Rate exceeded/);
  });

  test('without credentials no request is made, and the reason says so', async (t) => {
    isolateFromAws(t);
    const sent = await sendTo({}, {});
    assert.deepEqual([sent.kind, sent.requests], ['not-taken', 0]);
    assert.match(reasonOf(sent), /no AWS credentials were found/);
  });

  test('an address that is none is unanswered', async () => {
    const open = () => createClient('eu-north-1', { ...keys, AWS_ENDPOINT_URL_CLOUDWATCH: 'not an address' });
    const sent = await sendBatch(open, batchAt(new Date()), AbortSignal.timeout(60_000));
    assert.equal(sent.kind, 'unanswered');
  });

  test('without time left no request is made', async () => {
    const open = () => createClient('eu-north-1', keys);
    const sent = await sendBatch(open, batchAt(new Date()), AbortSignal.abort());
    assert.deepEqual([sent.kind, sent.requests], ['not-taken', 0]);
  });

  for (const [what, kind, answer] of [
    ['an empty 200', 'not-taken', () => new Response()],
    ['a page of a proxy', 'not-taken', () => new Response('<html>sign in to the network</html>')],
    ['somebody else’s JSON', 'not-taken', () => Response.json({})],
    ['the word of a load balancer', 'unanswered', () => new Response('upstream went away', { status: 502 })],
  ] as const)
    test(`${what} says nothing of the data: they are neither sent nor refused, after one request`, async () => {
      const { port, close } = await listen({ fetch: answer });
      const client = await createClient('eu-north-1', {
        ...keys,
        AWS_ENDPOINT_URL_CLOUDWATCH: `http://127.0.0.1:${port}`,
      });
      const sent = await sendBatch(async () => client, batchAt(new Date()), AbortSignal.timeout(60_000));
      client.destroy();
      await close();
      assert.deepEqual([sent.kind, sent.requests], [kind, 1]);
    });
});

const reasonOf = (sent: Sent) => (sent.kind === 'acknowledged' ? '' : sent.reason);

/** Takes this machine's own AWS settings away from the SDK's default chain, so that it finds nothing. */
function isolateFromAws(t: { after(restore: () => void): void }): void {
  const own = Object.entries(process.env).filter(([name]) => name.startsWith('AWS_'));
  const nothing = {
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nonexistent',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
  };
  for (const [name] of own) delete process.env[name];
  Object.assign(process.env, nothing);
  t.after(() => {
    for (const name of Object.keys(nothing)) delete process.env[name];
    Object.assign(process.env, Object.fromEntries(own));
  });
}
