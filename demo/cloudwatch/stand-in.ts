import type { Hono } from 'hono';
import { sha256Hex, type Verifier } from '../net/sigv4.ts';
import { alarmOperations } from './alarm-operations.ts';
import { authenticate } from './authenticate.ts';
import { CloudWatchError } from './cloudwatch-error.ts';
import { dashboardOperations } from './dashboard-operations.ts';
import { metricOperations } from './metric-operations.ts';
import { MetricStore, type Series } from './metric-store.ts';
import { type CloudWatchLogEntry, mount } from './mount.ts';
import { muteRuleOperations } from './mute-rule-operations.ts';
import type { Operations } from './operation.ts';
import { readBody } from './read-body.ts';

export type { Series } from './metric-store.ts';
export type { CloudWatchLogEntry } from './mount.ts';

export interface CloudWatchOptions {
  /** Keys whose signatures are verified. Without them any well-formed signature for `monitoring` will do. */
  credentials?: { accessKeyId: string; secretAccessKey: string }[];
  /** Default `eu-north-1`. */
  region?: string;
  /** The server's clock, epoch milliseconds. */
  now?: () => number;
  /** Asked at every request: refuses it as throttled (400) or fails it (500), as an overloaded or broken service would. */
  fail?: (operation: string) => 'throttle' | 'error' | undefined;
}

export interface CloudWatch {
  app: Hono;
  /** The last 10,000 requests, oldest first. */
  requests: CloudWatchLogEntry[];
  /** What was put, a series for each metric. */
  series(): Series[];
}

const LOG_LIMIT = 10_000;
const ACCOUNT_ID = '123456789012';

/**
 * A CloudWatch for one account on the wire format of @aws-sdk/client-cloudwatch 3.1162 (awsJson1.0): metrics, alarms,
 * dashboards and mute rules, kept in memory.
 */
export function createCloudWatch(options: CloudWatchOptions = {}): CloudWatch {
  const { credentials, region = 'eu-north-1', now = Date.now, fail } = options;
  const store = new MetricStore();
  const operations = listOperations(store, region, now);
  const verifier = credentials && createVerifier(credentials, region, now);
  const requests: CloudWatchLogEntry[] = [];

  function answer({ method, url, headers }: Request, operation: string, raw: Uint8Array): object {
    authenticate({ method, url: new URL(url), headers, payloadHash: sha256Hex(raw) }, verifier);
    const failure = fail?.(operation);
    if (failure === 'throttle') throw new CloudWatchError('Throttling', 'Rate exceeded');
    if (failure === 'error') throw new CloudWatchError('InternalServiceError', 'The service is unavailable.');
    const run = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    if (!run) throw new CloudWatchError('UnknownOperationException', `Unknown operation ${operation}`);
    return run(readBody(raw, headers) as never) ?? {};
  }

  function log(entry: CloudWatchLogEntry): void {
    requests.push(entry);
    if (requests.length > LOG_LIMIT) requests.shift();
  }

  return { app: mount({ answer, log, now }), requests, series: () => store.list() };
}

function listOperations(store: MetricStore, region: string, now: () => number): Operations {
  const arn = (resource: string) => `arn:aws:cloudwatch:${region}:${ACCOUNT_ID}:${resource}`;
  // Dashboards belong to no region.
  const globalArn = (resource: string) => `arn:aws:cloudwatch::${ACCOUNT_ID}:${resource}`;
  return {
    ...metricOperations(store, now),
    ...alarmOperations(arn, now),
    ...dashboardOperations(globalArn, now),
    ...muteRuleOperations(arn, now),
  };
}

function createVerifier(
  credentials: { accessKeyId: string; secretAccessKey: string }[],
  region: string,
  now: () => number,
): Verifier {
  const secrets = new Map(credentials.map(({ accessKeyId, secretAccessKey }) => [accessKeyId, secretAccessKey]));
  return { service: 'monitoring', region, now, secretOf: (id) => secrets.get(id) };
}
