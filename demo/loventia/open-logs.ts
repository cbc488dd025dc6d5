import type { AwsAccess } from '../cloudwatch/open-cloudwatch.ts';
import { createCloudWatchLogs } from '../cloudwatch-logs/stand-in.ts';
import type { RequestLog } from './api/request-log.ts';
import type { Network } from './network.ts';

/** Where the API's log can be searched. */
export interface SearchableLog {
  /** `http://127.0.0.1:<port>`. */
  url: string;
  group: string;
}

/** Opens CloudWatch Logs, which holds one group: what the API has written so far. */
export async function openLogs(network: Network, access: AwsAccess, log: RequestLog): Promise<SearchableLog> {
  const group = '/ecs/loventia-api';
  const lines = () =>
    log.entries().map((entry) => ({ timestamp: Date.parse(entry.time), message: JSON.stringify(entry) }));
  const { fetch } = createCloudWatchLogs({
    credentials: [access],
    region: access.region,
    linesOf: (name) => (name === group ? lines() : undefined),
  });
  return { url: await network.openLocal(fetch), group };
}
