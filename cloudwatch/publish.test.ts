import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { type CloudWatch, type CloudWatchOptions, createCloudWatch } from '#demo/cloudwatch/stand-in.ts';
import { type Fetch, type Listening, listen } from '#demo/net/listen.ts';
import type { RunRecord } from '#record/run-record.ts';
import { folderStore } from '#store/kinds/folder.ts';
import type { Store } from '#store/store.ts';
import { metricsOfRun } from './metrics-of-run.ts';
import { type PublishOptions, publishRun, replayOutbox } from './publish.ts';
import { failing, sampleCheck, sampleRun, sampleTarget } from './sample-run.ts';

const hourMs = 3_600_000;
const target = sampleTarget({ perCheck: 'all' });
const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: `secret-${crypto.randomUUID()}` };
const awsVariables = {
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
};

/** Ended at that many ms from now; 14 data points. */
const runEnding = (inMs: number, differing: Parameters<typeof sampleRun>[1] = {}): RunRecord =>
  sampleRun([sampleCheck('edge/a'), sampleCheck('edge/b', failing('tls'))], {
    endedAt: new Date(Date.now() + inMs).toISOString(),
    ...differing,
  });

const hugeRun = () => sampleRun(Array.from({ length: 2_492 }, (_, n) => sampleCheck(`edge/c${n}`)));
const sizeOf = (run: RunRecord) => metricsOfRun(run, target).length;

describe('publishing a run', () => {
  let folder: string;
  let store: Store;
  let listening: Listening | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'outbox-'));
    store = folderStore(folder);
  });
  afterEach(async () => {
    await listening?.close();
    listening = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  const optionsFor = (port: number): PublishOptions => ({
    store,
    withinMs: 60_000,
    environment: { ...awsVariables, AWS_ENDPOINT_URL_CLOUDWATCH: `http://127.0.0.1:${port}` },
  });

  /** A CloudWatch, with something between it and the wire where a test needs that. */
  async function boot(options: CloudWatchOptions = {}, between = (fetch: Fetch): Fetch => fetch) {
    const cloudWatch = createCloudWatch({ credentials: [credentials], ...options });
    listening = await listen({ fetch: between((request) => cloudWatch.app.fetch(request)) });
    return { cloudWatch, options: optionsFor(listening.port) };
  }

  async function nobody(): Promise<PublishOptions> {
    listening = await listen({ fetch: () => new Response(), refuse: true });
    return optionsFor(listening.port);
  }

  test('a normal run is one request and leaves nothing in the outbox', async () => {
    const { cloudWatch, options } = await boot();
    const run = runEnding(0);
    assert.deepEqual(await publishRun(run, target, options), { sent: sizeOf(run), kept: 0, lost: 0, requests: 1 });
    assert.equal(cloudWatch.requests.length, 1);
    assert.deepEqual(samplesOf(cloudWatch, 'SuccessPercent', 'Target=shop'), [[Date.parse(run.endedAt), 0]]);
    assert.deepEqual(samplesOf(cloudWatch, 'SuccessPercent', 'Check=edge/a,Target=shop')[0]?.[1], 100);
    assert.deepEqual(await store.list(''), []);
  });

  test('2,500 data points are three requests', async () => {
    const { cloudWatch, options } = await boot();
    const run = hugeRun();
    const size = sizeOf(run);
    assert.equal(size, 2_500);
    assert.deepEqual(await publishRun(run, target, options), { sent: size, kept: 0, lost: 0, requests: 3 });
    assert.equal(cloudWatch.series().length, size);
  });

  test('a throttled request is repeated', async () => {
    const { cloudWatch, options } = await boot({ fail: firstOnly('throttle') });
    const run = runEnding(0);
    assert.deepEqual(await publishRun(run, target, options), { sent: sizeOf(run), kept: 0, lost: 0, requests: 2 });
    assert.deepEqual(
      cloudWatch.requests.map(({ status }) => status),
      [400, 200],
    );
  });

  test('what an outage kept is replayed before the next run, with its own timestamps', async () => {
    const earlier = runEnding(-hourMs);
    const kept = await publishRun(earlier, target, await nobody());
    assert.deepEqual({ ...kept, error: '' }, { sent: 0, kept: sizeOf(earlier), lost: 0, requests: 3, error: '' });
    assert.match(kept.error ?? '', /ECONNREFUSED/);
    await listening?.close();

    const { cloudWatch, options } = await boot();
    const later = runEnding(0);
    const sent = sizeOf(earlier) + sizeOf(later);
    assert.deepEqual(await publishRun(later, target, options), { sent, kept: 0, lost: 0, requests: 2 });
    const moments = [Date.parse(earlier.endedAt), Date.parse(later.endedAt)];
    assert.deepEqual(
      samplesOf(cloudWatch, 'RunCompleted', 'Target=shop').map(([time]) => time),
      moments,
    );
    assert.deepEqual(await store.list(''), []);
  });

  test('a broken service is asked three times; the run ends as it would have', async () => {
    const { cloudWatch, options } = await boot({ fail: () => 'error' });
    const run = runEnding(0);
    const before = structuredClone(run);
    const { kept, requests, error } = await publishRun(run, target, options);
    assert.deepEqual([kept, requests, cloudWatch.requests.length], [sizeOf(run), 3, 3]);
    assert.match(error ?? '', /InternalService/);
    assert.deepEqual(run, before);
  });

  test('a backlog that is not answered does not keep the new run from being tried', async () => {
    await publishRun(runEnding(-hourMs), target, await nobody());
    await listening?.close();
    const { options } = await boot({}, stallingFirst);
    const run = runEnding(0);
    const { sent, kept } = await publishRun(run, target, { ...options, withinMs: 6_000 });
    assert.deepEqual([sent, kept], [sizeOf(run), sizeOf(run)]);
  });

  test('data that the service calls invalid are put aside with the reason and told by the next scheduled run', async () => {
    const { cloudWatch, options } = await boot();
    const fromTheFuture = runEnding(3 * hourMs);
    const size = sizeOf(fromTheFuture);
    const refused = await publishRun(fromTheFuture, target, options);
    assert.deepEqual({ ...refused, error: '' }, { sent: 0, kept: 0, lost: size, requests: 1, error: '' });
    assert.match(refused.error ?? '', /InvalidParameterValue/);
    const [lost = ''] = await store.list('outbox/lost/');
    assert.match((await store.read(lost)) ?? '', /"reason":"InvalidParameterValue/);

    await publishRun(runEnding(0, { trigger: 'manual' }), target, options);
    const next = await publishRun(runEnding(0), target, options);
    assert.deepEqual([next.lost, next.kept, next.error], [0, 0, undefined]);
    await publishRun(runEnding(0), target, options);
    assert.deepEqual(valuesOf(cloudWatch, 'DatapointsLost', 'Target=shop'), [size, 0]);
    assert.deepEqual(valuesOf(cloudWatch, 'DatapointsLost', 'Target=shop,Trigger=manual'), [0]);
    assert.equal((await store.list('outbox/aside/')).length, 1);
  });

  test('what waits longer than two weeks is lost and told, what is younger still gets there', async () => {
    const refusing = await nobody();
    await publishRun(runEnding(-14 * 24 * hourMs + hourMs), target, refusing);
    const tooOld = runEnding(-14 * 24 * hourMs - 60_000);
    await publishRun(tooOld, target, refusing);
    await listening?.close();
    const { cloudWatch, options } = await boot();
    const result = await publishRun(runEnding(0), target, options);
    assert.deepEqual([result.lost, result.kept, result.requests], [sizeOf(tooOld), 0, 2]);
    assert.deepEqual(valuesOf(cloudWatch, 'DatapointsLost', 'Target=shop'), [0, sizeOf(tooOld)]);
  });

  test('an unreadable file of the outbox is lost, not an obstacle', async () => {
    await store.write(`outbox/waiting/${Date.now()}_run_1234abcd_7.json`, '{"namespace":');
    const { options } = await boot();
    const run = runEnding(0);
    assert.deepEqual(await publishRun(run, target, options), { sent: sizeOf(run), kept: 0, lost: 7, requests: 1 });
  });

  test('two runs at once send what waits only once', async () => {
    for (let hours = 1; hours <= 5; hours += 1) {
      await publishRun(runEnding(-hours * hourMs), target, await nobody());
      await listening?.close();
    }
    const { cloudWatch, options } = await boot();
    const results = await Promise.all([1, 2, 3, 4].map(() => replayOutbox(target, options)));
    assert.equal(
      results.reduce((total, { requests }) => total + requests, 0),
      5,
    );
    assert.equal(samplesOf(cloudWatch, 'RunCompleted', 'Target=shop').length, 5);
    assert.deepEqual(await store.list(''), []);
  });

  test('a service that takes the data and never says so gets them again: three times a run at most', async () => {
    const { cloudWatch, options } = await boot({}, cutAfterwards);
    const run = runEnding(0);
    const { kept, requests } = await publishRun(run, target, options);
    assert.deepEqual([kept, requests], [sizeOf(run), 3]);
    assert.equal(samplesOf(cloudWatch, 'RunCompleted', 'Target=shop').length, 3);
    assert.deepEqual(new Set(valuesOf(cloudWatch, 'SuccessPercent', 'Target=shop')), new Set([0]));
  });

  test('a service that does not answer costs no more than the time there is', async () => {
    const { options } = await boot({}, () => () => new Promise(() => undefined));
    const run = runEnding(0);
    const started = performance.now();
    const result = await publishRun(run, target, { ...options, withinMs: 300 });
    assert.ok(performance.now() - started < 30_000);
    assert.deepEqual([result.sent, result.kept], [0, sizeOf(run)]);
    assert.match(result.error ?? '', /no answer in the time there was/);
  });

  test('a run lies in the outbox while it is sent, so that killing it loses nothing', async () => {
    let whileSent: string[] = [];
    const looking =
      (fetch: Fetch): Fetch =>
      async (request) => {
        whileSent = await store.list('');
        return fetch(request);
      };
    const { options } = await boot({}, looking);
    await publishRun(runEnding(0), target, options);
    assert.match(whileSent.join(), /^outbox\/sending\/\d+~\d+_20261121-0730-7f3c_[0-9a-f]+_\d+\.json$/);
  });

  test('a gate publishes only what the monitor says of itself', async () => {
    const { cloudWatch, options } = await boot();
    await publishRun(runEnding(0, { trigger: 'deploy' }), target, options);
    const names = cloudWatch.series().map(({ metricName, dimensions }) => [metricName, dimensions.length]);
    assert.deepEqual(names, [
      ['RunCompleted', 2],
      ['ChecksNotRun', 2],
      ['HarnessFaults', 2],
      ['DatapointsLost', 2],
    ]);
  });

  test('a target that does not publish sends nothing and writes nothing', async () => {
    const { cloudWatch, options } = await boot();
    const off = sampleTarget({ publish: 'off' });
    assert.deepEqual(await publishRun(runEnding(0), off, options), { sent: 0, kept: 0, lost: 0, requests: 0 });
    assert.equal(cloudWatch.requests.length, 0);
    assert.deepEqual(await store.list(''), []);
  });

  test('a store that cannot be written costs nothing while the service answers', async () => {
    await writeFile(join(folder, 'file'), '');
    const { options } = await boot();
    const run = runEnding(0);
    const broken = { ...options, store: folderStore(join(folder, 'file')) };
    const { sent, lost, error } = await publishRun(run, target, broken);
    assert.deepEqual([sent, lost], [sizeOf(run), 0]);
    assert.match(error ?? '', /ENOTDIR/);
  });

  test('no file of the outbox holds a secret', async () => {
    await publishRun(runEnding(0), target, await nobody());
    await listening?.close();
    const { options } = await boot({ credentials: [{ ...credentials, secretAccessKey: 'another' }] });
    const { error } = await publishRun(runEnding(0), target, options);
    assert.match(error ?? '', /SignatureDoesNotMatch/);
    const texts = await Promise.all((await store.list('')).map((name) => store.read(name)));
    assert.equal(texts.length, 2);
    for (const text of texts) assert.doesNotMatch(text ?? '', new RegExp(`${credentials.secretAccessKey}|AKIA`));
  });
});

/** Fails the first request only. */
function firstOnly(failure: 'throttle' | 'error'): NonNullable<CloudWatchOptions['fail']> {
  let asked = 0;
  return () => {
    asked += 1;
    return asked === 1 ? failure : undefined;
  };
}

/** Never answers the first request. */
function stallingFirst(fetch: Fetch): Fetch {
  let asked = 0;
  return (request) => {
    asked += 1;
    return asked === 1 ? new Promise(() => undefined) : fetch(request);
  };
}

/** Takes in the data and answers with something that is no answer. */
const cutAfterwards =
  (fetch: Fetch): Fetch =>
  async (request) => {
    await fetch(request);
    return new Response('upstream went away', { status: 502 });
  };

/** `[time in ms, sum]` of each sample of one series. */
function samplesOf(cloudWatch: CloudWatch, metric: string, dimensions: string): [number, number][] {
  const series = cloudWatch
    .series()
    .find((one) => one.metricName === metric && dimensions === one.dimensions.map(pair).join(','));
  return (series?.samples ?? []).map(({ time, sum }) => [time, sum]);
}

const valuesOf = (...of: Parameters<typeof samplesOf>) => samplesOf(...of).map(([, value]) => value);

const pair = ({ Name, Value }: { Name: string; Value: string }) => `${Name}=${Value}`;
