import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CloudWatch, type CloudWatchOptions, createCloudWatch } from '#demo/cloudwatch/stand-in.ts';
import { type Fetch, type Listening, listen } from '#demo/net/listen.ts';
import type { RunRecord } from '#record/run-record.ts';
import { aCheck, failing } from '#record/samples/sample-check.ts';
import { folderStore } from '#store/kinds/folder.ts';
import type { Store } from '#store/store.ts';
import { metricsOfRun } from './metrics-of-run.ts';
import type { PublishOptions } from './publish.ts';
import { sampleRun, sampleTarget } from './sample-run.ts';

export const hourMs = 3_600_000;
/** The target of every run here. */
export const target = sampleTarget({ perCheck: 'all' });
/** What the CloudWatch lets in. */
export const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: `secret-${crypto.randomUUID()}` };
const awsVariables = {
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
};

/** A run that ended that many ms from now; 14 data points. */
export const runEnding = (inMs: number, differing: Parameters<typeof sampleRun>[1] = {}): RunRecord =>
  sampleRun([aCheck('edge/a'), aCheck('edge/b', failing('tls'))], {
    endedAt: new Date(Date.now() + inMs).toISOString(),
    ...differing,
  });

/** How many data points a run has. */
export const sizeOf = (run: RunRecord) => metricsOfRun(run, target).length;

/** What a test publishes with: a store of its own, and one service at a time that it publishes to. */
export interface Scene extends AsyncDisposable {
  /** Where the store keeps its files. */
  folder: string;
  store: Store;
  /** A CloudWatch, with something between it and the wire where a test needs that. Ends the service before it. */
  boot(
    options?: CloudWatchOptions,
    between?: (fetch: Fetch) => Fetch,
  ): Promise<{ cloudWatch: CloudWatch; options: PublishOptions }>;
  /** A port that refuses connections. Ends the service before it. */
  nobody(): Promise<PublishOptions>;
}

export async function openScene(): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'outbox-'));
  const store = folderStore(folder);
  let listening: Listening | undefined;
  const serve = async (...options: Parameters<typeof listen>): Promise<PublishOptions> => {
    await listening?.close();
    listening = await listen(...options);
    const endpoint = `http://127.0.0.1:${listening.port}`;
    return { store, withinMs: 60_000, environment: { ...awsVariables, AWS_ENDPOINT_URL_CLOUDWATCH: endpoint } };
  };
  return {
    folder,
    store,
    async boot(options = {}, between = (fetch) => fetch) {
      const cloudWatch = createCloudWatch({ credentials: [credentials], ...options });
      return { cloudWatch, options: await serve({ fetch: between((request) => cloudWatch.app.fetch(request)) }) };
    },
    nobody: () => serve({ fetch: () => new Response(), refuse: true }),
    async [Symbol.asyncDispose]() {
      await listening?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** `[time in ms, sum]` of each sample of one series. */
export function samplesOf(cloudWatch: CloudWatch, metric: string, dimensions: string): [number, number][] {
  const series = cloudWatch
    .series()
    .find((one) => one.metricName === metric && dimensions === one.dimensions.map(pair).join(','));
  return (series?.samples ?? []).map(({ time, sum }) => [time, sum]);
}

/** The sum of each sample of one series. */
export const valuesOf = (...of: Parameters<typeof samplesOf>) => samplesOf(...of).map(([, value]) => value);

const pair = ({ Name, Value }: { Name: string; Value: string }) => `${Name}=${Value}`;
