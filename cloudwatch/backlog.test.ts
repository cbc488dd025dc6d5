import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fetch } from '#demo/net/listen.ts';
import { publishRun, replayOutbox } from './publish.ts';
import { credentials, hourMs, openScene, runEnding, samplesOf, sizeOf, target, valuesOf } from './scene-for-test.ts';

test('what an outage kept is replayed before the next run, with its own timestamps', async () => {
  await using scene = await openScene();
  const earlier = runEnding(-hourMs);
  const kept = await publishRun(earlier, target, await scene.nobody());
  assert.deepEqual({ ...kept, error: '' }, { sent: 0, kept: sizeOf(earlier), lost: 0, requests: 1, error: '' });
  assert.match(kept.error ?? '', /ECONNREFUSED/);

  const { cloudWatch, options } = await scene.boot();
  const later = runEnding(0);
  const sent = sizeOf(earlier) + sizeOf(later);
  assert.deepEqual(await publishRun(later, target, options), { sent, kept: 0, lost: 0, requests: 2 });
  const moments = [Date.parse(earlier.endedAt), Date.parse(later.endedAt)];
  assert.deepEqual(
    samplesOf(cloudWatch, 'RunCompleted', 'Target=shop').map(([time]) => time),
    moments,
  );
  assert.deepEqual(await scene.store.list(''), []);
});

test('a backlog that is not answered does not keep the new run from being tried', async () => {
  await using scene = await openScene();
  await publishRun(runEnding(-hourMs), target, await scene.nobody());
  const { options } = await scene.boot({}, stallingFirst);
  const run = runEnding(0);
  const { sent, kept } = await publishRun(run, target, { ...options, withinMs: 6_000 });
  assert.deepEqual([sent, kept], [sizeOf(run), sizeOf(run)]);
});

test('data that the service calls invalid are put aside with the reason and told by the next scheduled run', async () => {
  await using scene = await openScene();
  const { cloudWatch, options } = await scene.boot();
  const fromTheFuture = runEnding(3 * hourMs);
  const size = sizeOf(fromTheFuture);
  const refused = await publishRun(fromTheFuture, target, options);
  assert.deepEqual({ ...refused, error: '' }, { sent: 0, kept: 0, lost: size, requests: 1, error: '' });
  assert.match(refused.error ?? '', /InvalidParameterValue/);
  const [lost = ''] = await scene.store.list('outbox/lost/');
  assert.match((await scene.store.read(lost)) ?? '', /"reason":"InvalidParameterValue/);

  await publishRun(runEnding(0, { trigger: 'manual' }), target, options);
  const next = await publishRun(runEnding(0), target, options);
  assert.deepEqual([next.lost, next.kept, next.error], [0, 0, undefined]);
  await publishRun(runEnding(0), target, options);
  assert.deepEqual(valuesOf(cloudWatch, 'DatapointsLost', 'Target=shop'), [size, 0]);
  assert.deepEqual(valuesOf(cloudWatch, 'DatapointsLost', 'Target=shop,Trigger=manual'), [0]);
  assert.equal((await scene.store.list('outbox/aside/')).length, 1);
});

test('what waits longer than two weeks is lost and told, what is younger still gets there', async () => {
  await using scene = await openScene();
  const refusing = await scene.nobody();
  await publishRun(runEnding(-14 * 24 * hourMs + hourMs), target, refusing);
  const tooOld = runEnding(-14 * 24 * hourMs - 60_000);
  await publishRun(tooOld, target, refusing);
  const { cloudWatch, options } = await scene.boot();
  const result = await publishRun(runEnding(0), target, options);
  assert.deepEqual([result.lost, result.kept, result.requests], [sizeOf(tooOld), 0, 2]);
  assert.deepEqual(valuesOf(cloudWatch, 'DatapointsLost', 'Target=shop'), [0, sizeOf(tooOld)]);
});

test('an unreadable file of the outbox is lost, not an obstacle', async () => {
  await using scene = await openScene();
  await scene.store.write(`outbox/waiting/${Date.now()}_run_1234abcd_7.json`, '{"namespace":');
  const { options } = await scene.boot();
  const run = runEnding(0);
  assert.deepEqual(await publishRun(run, target, options), { sent: sizeOf(run), kept: 0, lost: 7, requests: 1 });
});

test('two runs at once send what waits only once', async () => {
  await using scene = await openScene();
  for (let hours = 1; hours <= 5; hours += 1) {
    await publishRun(runEnding(-hours * hourMs), target, await scene.nobody());
  }
  const { cloudWatch, options } = await scene.boot();
  const results = await Promise.all([1, 2, 3, 4].map(() => replayOutbox(target, options)));
  assert.equal(
    results.reduce((total, { requests }) => total + requests, 0),
    5,
  );
  assert.equal(samplesOf(cloudWatch, 'RunCompleted', 'Target=shop').length, 5);
  assert.deepEqual(await scene.store.list(''), []);
});

test('a run lies in the outbox while it is sent, so that killing it loses nothing', async () => {
  await using scene = await openScene();
  let whileSent: string[] = [];
  const looking =
    (fetch: Fetch): Fetch =>
    async (request) => {
      whileSent = await scene.store.list('');
      return fetch(request);
    };
  const { options } = await scene.boot({}, looking);
  await publishRun(runEnding(0), target, options);
  assert.match(whileSent.join(), /^outbox\/sending\/\d+~\d+_20261121-0730-7f3c_[0-9a-f]+_\d+\.json$/);
});

test('no file of the outbox holds a secret', async () => {
  await using scene = await openScene();
  await publishRun(runEnding(0), target, await scene.nobody());
  const { options } = await scene.boot({ credentials: [{ ...credentials, secretAccessKey: 'another' }] });
  const { error } = await publishRun(runEnding(0), target, options);
  assert.match(error ?? '', /SignatureDoesNotMatch/);
  const texts = await Promise.all((await scene.store.list('')).map((name) => scene.store.read(name)));
  assert.equal(texts.length, 2);
  for (const text of texts) assert.doesNotMatch(text ?? '', new RegExp(`${credentials.secretAccessKey}|AKIA`));
});

/** Never answers the first request. */
function stallingFirst(fetch: Fetch): Fetch {
  let asked = 0;
  return (request) => {
    asked += 1;
    return asked === 1 ? new Promise(() => undefined) : fetch(request);
  };
}
