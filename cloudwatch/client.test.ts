import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { createClient } from './client.ts';

const keys = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };

/** Where a client would send to; nothing leaves it. */
async function addressOf(region: string, environment: Record<string, string>): Promise<string> {
  const client = await createClient(region, environment);
  const addresses: string[] = [];
  client.middlewareStack.add(
    () => async (args) => {
      const { protocol, hostname, port } = args.request as { protocol: string; hostname: string; port?: number };
      addresses.push(`${protocol}//${hostname}${port ? `:${port}` : ''}`);
      throw new Error('stopped on purpose');
    },
    { step: 'build' },
  );
  const sending = client.send(new PutMetricDataCommand({ Namespace: 'Watchpost', MetricData: [] }));
  await assert.rejects(sending, /stopped on purpose/);
  client.destroy();
  return addresses.join();
}

describe('the client', () => {
  test("speaks to the service of the target's region", async () => {
    assert.equal(await addressOf('me-south-1', keys), 'https://monitoring.me-south-1.amazonaws.com');
  });

  test('speaks to the endpoint that the environment names', async () => {
    const environment = { ...keys, AWS_ENDPOINT_URL_CLOUDWATCH: 'http://127.0.0.1:4566' };
    assert.equal(await addressOf('eu-north-1', environment), 'http://127.0.0.1:4566');
  });
});
