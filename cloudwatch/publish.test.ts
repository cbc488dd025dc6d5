import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CloudWatchOptions } from '#demo/cloudwatch/stand-in.ts';
import type { Fetch } from '#demo/net/listen.ts';
import { aCheck } from '#record/samples/sample-check.ts';
import { folderStore } from '#store/kinds/folder.ts';
import { publishRun, replayOutbox } from './publish.ts';
import { sampleRun, sampleTarget } from './sample-run.ts';
import { hourMs, openScene, runEnding, samplesOf, sizeOf, target, valuesOf } from './scene-for-test.ts';

const hugeRun = () => sampleRun(Array.from({ length: 2_492 }, (_, n) => aCheck(`edge/c${n}`)));

test('a normal run is one request and leaves nothing in the outbox', async () => {
  await using scene = await openScene();
  const { cloudWatch, options } = await scene.boot();
  const run = runEnding(0);
  assert.deepEqual(await publishRun(run, target, options), { sent: sizeOf(run), kept: 0, lost: 0, requests: 1 });
  assert.equal(cloudWatch.requests.length, 1);
  assert.deepEqual(samplesOf(cloudWatch, 'SuccessPercent', 'Target=shop'), [[Date.parse(run.endedAt), 0]]);
  assert.deepEqual(samplesOf(cloudWatch, 'SuccessPercent', 'Check=edge/a,Target=shop')[0]?.[1], 100);
  assert.deepEqual(await scene.store.list(''), []);
});

test('2,500 data points are three requests', async () => {
  await using scene = await openScene();
  const { cloudWatch, options } = await scene.boot();
  const run = hugeRun();
  const size = sizeOf(run);
  assert.equal(size, 2_500);
  assert.deepEqual(await publishRun(run, target, options), { sent: size, kept: 0, lost: 0, requests: 3 });
  assert.equal(cloudWatch.series().length, size);
});

test('a throttled request is repeated', async () => {
  await using scene = await openScene();
  const { cloudWatch, options } = await scene.boot({ fail: firstOnly('throttle') });
  const run = runEnding(0);
  assert.deepEqual(await publishRun(run, target, options), { sent: sizeOf(run), kept: 0, lost: 0, requests: 2 });
  assert.deepEqual(
    cloudWatch.requests.map(({ status }) => status),
    [400, 200],
  );
});

test('a broken service is asked once; the run ends as it would have', async () => {
  await using scene = await openScene();
  const { cloudWatch, options } = await scene.boot({ fail: () => 'error' });
  const run = runEnding(0);
  const before = structuredClone(run);
  const { kept, requests, error } = await publishRun(run, target, options);
  assert.deepEqual([kept, requests, cloudWatch.requests.length], [sizeOf(run), 1, 1]);
  assert.match(error ?? '', /InternalService/);
  assert.deepEqual(run, before);
});

test('what the service has taken without saying so counts once: it is asked before anything is sent again', async () => {
  await using scene = await openScene();
  let cut = true;
  const { cloudWatch, options } = await scene.boot(
    {},
    (fetch) => (request) => (cut ? cutAfterwards(fetch)(request) : fetch(request)),
  );
  const run = runEnding(0);
  const { kept, requests } = await publishRun(run, target, options);
  assert.deepEqual([kept, requests], [sizeOf(run), 1]);
  cut = false;
  const later = await replayOutbox(target, options);
  assert.deepEqual([later.sent, later.kept, later.error], [sizeOf(run), 0, undefined]);
  assert.deepEqual(valuesOf(cloudWatch, 'Failures', 'Class=tls,Target=shop'), [1]);
  assert.deepEqual(valuesOf(cloudWatch, 'SuccessPercent', 'Target=shop'), [0]);
});

test('what was sent without an answer and is not there is sent again, once it would be shown if it were', async () => {
  await using scene = await openScene();
  const [early, late] = [runEnding(-hourMs), runEnding(0)];
  const nothingHeard = await scene.boot({}, () => () => new Response('', { status: 504 }));
  await publishRun(early, target, nothingHeard.options);
  const [place = ''] = await scene.store.list('outbox/unsure/');
  await scene.store.move(place, place.replace(/\d+~/, `${Date.now() - 4 * 60_000}~`));
  await publishRun(late, target, nothingHeard.options);
  assert.equal((await scene.store.list('outbox/unsure/')).length, 2);
  const { cloudWatch, options } = await scene.boot();
  const { sent, kept } = await replayOutbox(target, options);
  assert.deepEqual([sent, kept], [sizeOf(early), sizeOf(late)]);
  assert.deepEqual(
    samplesOf(cloudWatch, 'RunCompleted', 'Target=shop').map(([time]) => time),
    [Date.parse(early.endedAt)],
  );
});

test('a run of the same minute, of which something took as long, is not taken for what was sent without an answer', async () => {
  await using scene = await openScene();
  const endedAt = new Date(Date.now() - hourMs).toISOString();
  const taking = (ms: number) =>
    sampleRun(
      [
        ...['edge/a', 'edge/b', 'edge/c'].map((id) => aCheck(id, { durationMs: 12 })),
        aCheck('api/d', { durationMs: ms }),
      ],
      { endedAt },
    );
  const nothingHeard = await scene.boot({}, () => () => new Response('', { status: 504 }));
  await publishRun(taking(480), target, nothingHeard.options);
  const [place = ''] = await scene.store.list('outbox/unsure/');
  await scene.store.move(place, place.replace(/\d+~/, `${Date.now() - 4 * 60_000}~`));
  const { cloudWatch, options } = await scene.boot();
  await publishRun(taking(970), target, { ...options, store: folderStore(join(scene.folder, 'other')) });
  await replayOutbox(target, options);
  assert.deepEqual(valuesOf(cloudWatch, 'Duration', 'Layer=api,Target=shop').toSorted(), [480, 970]);
});

test('a service that does not answer costs no more than the time there is', async () => {
  await using scene = await openScene();
  const { options } = await scene.boot({}, () => () => new Promise(() => undefined));
  const run = runEnding(0);
  const started = performance.now();
  const result = await publishRun(run, target, { ...options, withinMs: 300 });
  assert.ok(performance.now() - started < 30_000);
  assert.deepEqual([result.sent, result.kept], [0, sizeOf(run)]);
  assert.match(result.error ?? '', /no answer in the time there was/);
});

test('a run that is stopped while it publishes waits for nobody, and loses nothing', async () => {
  await using scene = await openScene();
  const stop = new AbortController();
  const { options } = await scene.boot({}, () => () => {
    stop.abort();
    return new Promise(() => undefined);
  });
  const run = runEnding(0);
  const { sent, kept } = await publishRun(run, target, { ...options, until: stop.signal });
  assert.deepEqual([sent, kept], [0, sizeOf(run)]);
});

test('a gate publishes only what the monitor says of itself', async () => {
  await using scene = await openScene();
  const { cloudWatch, options } = await scene.boot();
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
  await using scene = await openScene();
  const { cloudWatch, options } = await scene.boot();
  const off = sampleTarget({ publish: 'off' });
  assert.deepEqual(await publishRun(runEnding(0), off, options), { sent: 0, kept: 0, lost: 0, requests: 0 });
  assert.equal(cloudWatch.requests.length, 0);
  assert.deepEqual(await scene.store.list(''), []);
});

test('a store that cannot be written costs nothing while the service answers', async () => {
  await using scene = await openScene();
  await writeFile(join(scene.folder, 'file'), '');
  const { options } = await scene.boot();
  const run = runEnding(0);
  const broken = { ...options, store: folderStore(join(scene.folder, 'file')) };
  const { sent, lost, error } = await publishRun(run, target, broken);
  assert.deepEqual([sent, lost], [sizeOf(run), 0]);
  assert.match(error ?? '', /ENOTDIR/);
});

/** Fails the first request only. */
function firstOnly(failure: 'throttle' | 'error'): NonNullable<CloudWatchOptions['fail']> {
  let asked = 0;
  return () => {
    asked += 1;
    return asked === 1 ? failure : undefined;
  };
}

/** Takes in the data and answers with something that is no answer. */
const cutAfterwards =
  (fetch: Fetch): Fetch =>
  async (request) => {
    await fetch(request);
    return new Response('upstream went away', { status: 502 });
  };
