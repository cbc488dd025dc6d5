import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { CloudWatchClient, DescribeAlarmHistoryCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { listen } from '../net/listen.ts';
import { createCloudWatch } from './stand-in.ts';
import { startForTest } from './start-for-test.ts';

const PUT = { Namespace: 'Watchpost', MetricData: [{ MetricName: 'RunCompleted', Value: 1 }] };

describe('the CloudWatch stand-in', () => {
  let cloudwatch: Awaited<ReturnType<typeof startForTest>>;
  before(async () => {
    cloudwatch = await startForTest();
  });
  beforeEach(() => {
    cloudwatch.switches.fail = undefined;
    cloudwatch.switches.skewMs = 0;
    cloudwatch.requests.length = 0;
  });
  after(() => cloudwatch.close());

  test('throttles on demand, and the SDK tries three times', async () => {
    cloudwatch.switches.fail = 'throttle';
    await assert.rejects(cloudwatch.client().send(new PutMetricDataCommand(PUT)), {
      name: 'Throttling',
      message: 'Rate exceeded',
    });
    const refused = { operation: 'PutMetricData', status: 400, code: 'Throttling' };
    assert.deepEqual(cloudwatch.requests, [refused, refused, refused]);
  });

  test('is out on demand, and back', async () => {
    const client = cloudwatch.client({ maxAttempts: 1 });
    cloudwatch.switches.fail = 'error';
    await assert.rejects(client.send(new PutMetricDataCommand(PUT)), {
      name: 'InternalServiceFault',
      $fault: 'server',
    });
    cloudwatch.switches.fail = undefined;
    await client.send(new PutMetricDataCommand(PUT));
    assert.deepEqual(
      cloudwatch.requests.map(({ status }) => status),
      [500, 200],
    );
  });

  test('refuses an unsigned request, an unknown key, a wrong secret and a wrong clock', async () => {
    const bare = await fetch(cloudwatch.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'GraniteServiceVersion20100801.ListMetrics' },
      body: '{}',
    });
    assert.equal(bare.status, 403);
    assert.equal(bare.headers.get('x-amzn-query-error'), 'MissingAuthenticationToken;Sender');
    const put = (credentials = cloudwatch.credentials) =>
      cloudwatch.client({ maxAttempts: 1, credentials }).send(new PutMetricDataCommand(PUT));
    await assert.rejects(put({ ...cloudwatch.credentials, accessKeyId: 'AKIA0' }), { name: 'InvalidClientTokenId' });
    await assert.rejects(put({ ...cloudwatch.credentials, secretAccessKey: 'no' }), { name: 'SignatureDoesNotMatch' });
    cloudwatch.switches.skewMs = 16 * 60_000;
    await assert.rejects(put(), { name: 'RequestExpired' });
  });

  test('takes any signature for its service where it knows no keys', async () => {
    const server = await listen({ fetch: createCloudWatch().app.fetch });
    const endpoint = `http://127.0.0.1:${server.port}`;
    const client = new CloudWatchClient({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    });
    await client.send(new PutMetricDataCommand(PUT));
    client.destroy();
    const foreign = await fetch(endpoint, {
      method: 'POST',
      headers: {
        authorization:
          'AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00',
        'x-amz-date': '20260101T000000Z',
      },
    });
    assert.equal(foreign.headers.get('x-amzn-query-error'), 'IncompleteSignature;Sender');
    await server.close();
  });

  test('names an operation it does not know', async () => {
    const client = cloudwatch.client({ maxAttempts: 1 });
    await assert.rejects(client.send(new DescribeAlarmHistoryCommand({})), { name: 'UnknownOperationException' });
  });

  test('refuses a body that is no JSON or no gzip', async () => {
    for (const encoding of ['gzip', 'identity']) {
      const client = cloudwatch.client({ maxAttempts: 1 });
      client.middlewareStack.add(
        (next) => (args) => {
          Object.assign(args.request as object, { body: 'neither' });
          Object.assign((args.request as { headers: object }).headers, {
            'content-encoding': encoding,
            'content-length': '7',
          });
          return next(args);
        },
        { step: 'build', priority: 'low' },
      );
      await assert.rejects(client.send(new PutMetricDataCommand(PUT)), { name: 'SerializationException' });
    }
  });
});
