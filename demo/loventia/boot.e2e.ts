import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { bootLoventia } from './boot.ts';
import { until } from './testing/until.ts';
import { withDemo } from './testing/with-demo.ts';

function isRefused(url: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = createConnection(Number(new URL(url).port), '127.0.0.1');
  socket.on('connect', () => resolve(false)).on('error', () => resolve(true));
  return promise.finally(() => socket.destroy());
}

test('a closed demo has freed its ports and left no file', async () => {
  const demo = await bootLoventia();
  const folder = dirname(demo.caFile);
  assert.equal(await readFile(demo.caFile, 'utf8'), demo.caPem);
  assert.equal((await stat(folder)).mode & 0o077, 0);
  await demo.close();
  assert.equal(existsSync(folder), false);
  const refused = await Promise.all(Object.values(demo.urls).map(isRefused));
  assert.deepEqual(new Set(refused), new Set([true]));
});

test('a process that boots and closes a demo ends by itself, even with late premium on its way', async () => {
  const script = `
    const { bootLoventia } = await import('${new URL('boot.ts', import.meta.url)}');
    const { createVisitor } = await import('${new URL('testing/visitor.ts', import.meta.url)}');
    const demo = await bootLoventia({ faults: ['premium-late', 'webhook-slow'] });
    const visitor = createVisitor(demo);
    await visitor.buy((await visitor.login()).accessToken);
    await visitor.close();
    await demo.close();`;
  const { stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    timeout: 20_000,
  });
  assert.equal(stderr, '');
});

test('a boot that is refused for an unknown fault opens nothing', async () => {
  await assert.rejects(bootLoventia({ faults: ['no-such-fault'] }), /Unknown fault "no-such-fault"/);
});

test('demos run beside each other and share no secret', async () => {
  const [one, other] = await Promise.all([bootLoventia(), bootLoventia()]);
  const secretsOf = ({ stripe, credentials, aws, caPem }: typeof one) => [
    stripe.secretKey,
    stripe.restrictedKey,
    stripe.webhookSecret,
    ...credentials.probes.map(({ password }) => password),
    credentials.witness.password,
    aws.secretAccessKey,
    caPem,
  ];
  const all = [...secretsOf(one), ...secretsOf(other)];
  assert.equal(new Set(all).size, all.length);
  assert.match(one.stripe.secretKey, /^sk_test_\w{24,}$/);
  assert.match(one.stripe.restrictedKey, /^rk_test_\w{24,}$/);
  assert.match(one.stripe.webhookSecret, /^whsec_\w{24,}$/);
  await Promise.all([one.close(), other.close()]);
});

test('latency is added to the answers of every server', async () => {
  await withDemo({ latencyMs: 60 }, async (visitor, demo) => {
    for (const url of Object.values(demo.urls)) {
      const started = performance.now();
      await visitor.fetch(url, { redirect: 'manual' });
      assert.ok(performance.now() - started >= 59, url);
    }
  });
});

test('the plain http address of the site moves to https', async () => {
  await withDemo({}, async (visitor, demo) => {
    const response = await visitor.fetch(`${demo.urls.appHttp}/discover?a=1`, { redirect: 'manual' });
    assert.equal(response.status, 301);
    assert.equal(response.headers.get('location'), `${demo.urls.app}/discover?a=1`);
  });
});

test('CloudWatch takes metrics that are signed with the key of the demo', async () => {
  await withDemo({}, async (_visitor, demo) => {
    const { region, ...credentials } = demo.aws;
    const client = new CloudWatchClient({ endpoint: demo.urls.cloudwatch, region, credentials });
    const MetricData = [{ MetricName: 'RunCompleted', Value: 1 }];
    await client.send(new PutMetricDataCommand({ Namespace: 'Watchpost', MetricData }));
    client.destroy();
    assert.deepEqual(demo.cloudwatchRequests(), [{ operation: 'PutMetricData', status: 200 }]);
    assert.equal(demo.cloudwatchSeries().length, 1);
  });
});

test('premium that is late comes in the end', async () => {
  await withDemo({ faults: ['premium-late'], premiumLateMs: 200 }, async (visitor) => {
    const { accessToken } = await visitor.login();
    const begun = performance.now();
    await visitor.buy(accessToken);
    await until('the user is premium', async () => (await visitor.me(accessToken)).isPremium);
    assert.ok(performance.now() - begun >= 199, 'it is late');
  });
});
