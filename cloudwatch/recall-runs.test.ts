import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aCheck, failing } from '#record/samples/sample-check.ts';
import { publishRun } from './publish.ts';
import { recallPublishedRuns } from './recall-runs.ts';
import { sampleRun } from './sample-run.ts';
import { openScene, runEnding, type Scene, target } from './scene-for-test.ts';

const minuteMs = 60_000;
let scene: Scene;
before(async () => {
  scene = await openScene();
});
after(() => scene[Symbol.asyncDispose]());

test('what scheduled runs have published of each check comes back, run by run, and nothing older or newer', async () => {
  const { options, cloudWatch } = await scene.boot();
  const now = Date.now();
  const ended = (minutesAgo: number) => new Date(now - minutesAgo * minuteMs).toISOString();
  const well = [aCheck('api/health'), aCheck('api/ready')];
  const red = [aCheck('api/health'), aCheck('api/ready', failing('dependency'))];
  const runs = { 50: red, 20: well, 10: red, 0: well };
  for (const [ago, checks] of Object.entries(runs))
    await publishRun(sampleRun(checks, { endedAt: ended(Number(ago)) }), target, options);
  const sent = cloudWatch.requests.length;
  const past = await recallPublishedRuns(target, new Date(now), options.environment ?? {});
  assert.deepEqual(
    past.map(({ claims, releases }) => [claims, releases]),
    [
      [{ 'api/health': { outcome: 'pass' }, 'api/ready': { outcome: 'pass' } }, {}],
      [{ 'api/health': { outcome: 'pass' }, 'api/ready': { outcome: 'fail' } }, {}],
    ],
  );
  assert.equal(past[1]?.endedAt.slice(0, 16), ended(10).slice(0, 16));
  const reading = cloudWatch.requests.slice(sent).map(({ operation }) => operation);
  assert.deepEqual(reading, ['ListMetrics', 'GetMetricData']);
});

test('a target that has published nothing has no past, and is not asked for figures', async () => {
  const { options, cloudWatch } = await scene.boot();
  await publishRun(runEnding(-10 * minuteMs), target, options);
  const other = { ...target, name: 'shop-next' };
  assert.deepEqual(await recallPublishedRuns(other, new Date(), options.environment ?? {}), []);
  assert.ok(!cloudWatch.requests.some(({ operation }) => operation === 'GetMetricData'));
});

test('a service that refuses, or is not there, is an error, and no clean past', async () => {
  const { options } = await scene.boot();
  const stranger = { ...options.environment, AWS_SECRET_ACCESS_KEY: 'of another account' };
  await assert.rejects(recallPublishedRuns(target, new Date(), stranger), /signature/i);
  const nobody = await scene.nobody();
  await assert.rejects(recallPublishedRuns(target, new Date(), nobody.environment ?? {}), /ECONNREFUSED|fetch|connect/);
});
