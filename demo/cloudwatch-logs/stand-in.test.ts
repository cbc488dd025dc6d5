import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { type Listening, listen } from '../net/listen.ts';
import { createCloudWatchLogs } from './stand-in.ts';

const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'a secret of the test' };
const region = 'eu-north-1';
const lines = ['Webhook refused', 'request /webhooks/stripe 400', 'request /health 200'].map((message, at) => ({
  timestamp: 1_000 * (at + 1),
  message,
}));

describe('the stand-in for CloudWatch Logs', () => {
  let server: Listening;
  let client: CloudWatchLogsClient;
  const connect = (given = credentials) =>
    new CloudWatchLogsClient({
      region,
      credentials: given,
      endpoint: `http://127.0.0.1:${server.port}`,
      maxAttempts: 1,
    });

  before(async () => {
    const { fetch } = createCloudWatchLogs({
      credentials: [credentials],
      region,
      linesOf: (name) => (name === '/ecs/api' ? lines : undefined),
    });
    server = await listen({ fetch });
    client = connect();
  });
  after(async () => {
    client.destroy();
    await server.close();
  });

  const found = async (input: { filterPattern?: string; startTime?: number; endTime?: number; limit?: number }) => {
    const { events = [] } = await client.send(new FilterLogEventsCommand({ logGroupName: '/ecs/api', ...input }));
    return events.map(({ timestamp = 0 }) => timestamp / 1_000);
  };

  test('finds the lines that hold every term, or one of those that are optional, case-sensitively', async () => {
    assert.deepEqual(await found({}), [1, 2, 3]);
    assert.deepEqual(await found({ filterPattern: 'request health' }), [3]);
    assert.deepEqual(await found({ filterPattern: '?webhook ?Webhook' }), [1, 2]);
    assert.deepEqual(await found({ filterPattern: '"stripe 400"' }), [2]);
    assert.deepEqual(await found({ filterPattern: 'request -health' }), [2]);
  });

  test('keeps to the time range, and hands out pages', async () => {
    assert.deepEqual(await found({ startTime: 1_500, endTime: 2_500 }), [2]);
    const first = await client.send(new FilterLogEventsCommand({ logGroupName: '/ecs/api', limit: 2 }));
    const input = { logGroupName: '/ecs/api', limit: 2, nextToken: first.nextToken };
    const second = await client.send(new FilterLogEventsCommand(input));
    assert.deepEqual(
      [first, second].map(({ events, nextToken }) => [events?.length, nextToken !== undefined]),
      [
        [2, true],
        [1, false],
      ],
    );
  });

  test('refuses an unknown group, another key and every other operation', async () => {
    const elsewhere = client.send(new FilterLogEventsCommand({ logGroupName: '/ecs/other' }));
    await assert.rejects(elsewhere, { name: 'ResourceNotFoundException' });
    const stranger = connect({ ...credentials, secretAccessKey: 'another' });
    const search = stranger.send(new FilterLogEventsCommand({ logGroupName: '/ecs/api' }));
    await assert.rejects(search, { name: 'InvalidSignatureException' });
    stranger.destroy();
    await assert.rejects(client.send(new DescribeLogGroupsCommand({})), { name: 'UnknownOperationException' });
  });
});
