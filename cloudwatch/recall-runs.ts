import type {
  CloudWatchClient,
  GetMetricDataCommandOutput,
  ListMetricsCommandOutput,
} from '@aws-sdk/client-cloudwatch';
import type { PastRun } from '#store/past-runs.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import type { Target } from '#targets/target.ts';
import { clientConfig, loadSdk } from './client.ts';

/** What scheduled runs have published of single checks. */
const metric = 'SuccessPercent';
/** A run is one sample: the lowest of a minute is the worst of its runs. */
const periodSeconds = 60;
const spanMs = 30 * 60_000;
/** More checks than one request may ask for are not asked for. */
const mostChecks = 500;
const mostPages = 4;
const limitMs = 8_000;

/**
 * How the checks of scheduled runs came out in the half hour before an instant, as CloudWatch has it: a run a minute, the
 * oldest first. It knows what failed and nothing more: neither why, nor which release was served, nor what was only strained.
 * It reads (`cloudwatch:ListMetrics`, `cloudwatch:GetMetricData`), bounded in series, pages and time.
 *
 * @throws the SDK's error, such as `AccessDenied`, or one that says that no answer came in time.
 */
export async function recallPublishedRuns(target: Target, until: Date, environment: Environment): Promise<PastRun[]> {
  const { CloudWatchClient: Client } = await loadSdk();
  const client = new Client(clientConfig(target.region, environment, environment['AWS_ENDPOINT_URL_CLOUDWATCH']));
  const abortSignal = AbortSignal.timeout(limitMs);
  try {
    const checks = await publishedChecks(client, target, abortSignal);
    if (checks.length === 0) return [];
    return await runsOf(checks, { client, target, until, abortSignal });
  } finally {
    client.destroy();
  }
}

/** The checks of which something was published in the last hours. */
async function publishedChecks(
  client: CloudWatchClient,
  { name, metrics }: Target,
  abortSignal: AbortSignal,
): Promise<string[]> {
  const { ListMetricsCommand } = await loadSdk();
  const ids = new Set<string>();
  let NextToken: string | undefined;
  for (let page = 0; page < mostPages && ids.size < mostChecks; page += 1) {
    const input = {
      ...{ Namespace: metrics.namespace, MetricName: metric, RecentlyActive: 'PT3H' as const, NextToken },
      Dimensions: [{ Name: 'Target', Value: name }, { Name: 'Check' }],
    };
    const listed: ListMetricsCommandOutput = await client.send(new ListMetricsCommand(input), { abortSignal });
    for (const { Dimensions = [] } of listed.Metrics ?? []) {
      const id = Dimensions.find(({ Name }) => Name === 'Check')?.Value;
      if (id && Dimensions.length === 2) ids.add(id);
    }
    NextToken = listed.NextToken;
    if (!NextToken) break;
  }
  return [...ids].slice(0, mostChecks);
}

interface Reading {
  client: CloudWatchClient;
  target: Target;
  until: Date;
  abortSignal: AbortSignal;
}

async function runsOf(checks: readonly string[], { client, target, until, abortSignal }: Reading): Promise<PastRun[]> {
  const { GetMetricDataCommand } = await loadSdk();
  // The minute under way is left out: what it holds may be of after that instant.
  const end = Math.floor(until.getTime() / 60_000) * 60_000;
  const asked = {
    ...{ StartTime: new Date(end - spanMs), EndTime: new Date(end), ScanBy: 'TimestampAscending' as const },
    MetricDataQueries: checks.map((id, at) => ({ Id: `c${at}`, MetricStat: statOf(id, target) })),
  };
  const claims = new Map<number, PastRun['claims']>();
  let NextToken: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const command = new GetMetricDataCommand({ ...asked, NextToken });
    const read: GetMetricDataCommandOutput = await client.send(command, { abortSignal });
    for (const result of read.MetricDataResults ?? []) takeIn(result, checks, claims);
    NextToken = read.NextToken;
    if (!NextToken) break;
  }
  const inOrder = [...claims].toSorted(([a], [b]) => a - b);
  return inOrder.map(([time, seen]) => {
    const endedAt = new Date(time).toISOString();
    return { id: `cloudwatch-${endedAt}`, endedAt, releases: {}, claims: seen };
  });
}

const statOf = (check: string, { name, metrics }: Target) => ({
  Metric: {
    ...{ Namespace: metrics.namespace, MetricName: metric },
    Dimensions: [
      { Name: 'Target', Value: name },
      { Name: 'Check', Value: check },
    ],
  },
  Period: periodSeconds,
  Stat: 'Minimum',
});

type Result = NonNullable<GetMetricDataCommandOutput['MetricDataResults']>[number];

function takeIn(result: Result, checks: readonly string[], claims: Map<number, PastRun['claims']>): void {
  const { Id = '', StatusCode, Timestamps = [], Values = [] } = result;
  const check = checks[Number(Id.slice(1))];
  if (StatusCode === 'Forbidden' || StatusCode === 'InternalError' || check === undefined)
    throw new Error(`CloudWatch answered ${StatusCode ?? 'a series that was not asked for'}`);
  for (const [at, time] of Timestamps.entries()) {
    const value = Values[at];
    if (value === undefined) continue;
    const seen = claims.get(time.getTime()) ?? {};
    seen[check] = { outcome: value < 100 ? 'fail' : 'pass' };
    claims.set(time.getTime(), seen);
  }
}
