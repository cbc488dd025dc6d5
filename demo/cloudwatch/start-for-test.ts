import { randomBytes } from 'node:crypto';
import { CloudWatchClient, type CloudWatchClientConfig } from '@aws-sdk/client-cloudwatch';
import { listen } from '../net/listen.ts';
import { createCloudWatch } from './stand-in.ts';

/** For tests: a CloudWatch on a real socket with switches for its faults, and clients for it. */
export async function startForTest() {
  const switches: { fail: 'throttle' | 'error' | undefined; skewMs: number } = { fail: undefined, skewMs: 0 };
  const credentials = {
    accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
  };
  const cloudwatch = createCloudWatch({
    credentials: [credentials],
    fail: () => switches.fail,
    now: () => Date.now() + switches.skewMs,
  });
  const server = await listen({ fetch: cloudwatch.app.fetch });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const clients: CloudWatchClient[] = [];
  const client = (config: CloudWatchClientConfig = {}) => {
    const made = new CloudWatchClient({ endpoint, region: 'eu-north-1', credentials, ...config });
    clients.push(made);
    return made;
  };
  return {
    ...cloudwatch,
    endpoint,
    credentials,
    switches,
    client,
    async close() {
      for (const made of clients) made.destroy();
      await server.close();
    },
  };
}
