import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { publishRun } from '#cloudwatch/publish.ts';
import { openScene, runEnding, type Scene, target } from '#cloudwatch/scene-for-test.ts';
import { publishedBefore } from './published-before.ts';

const now = () => new Date().toISOString();

let scene: Scene;
before(async () => {
  scene = await openScene();
});
after(() => scene[Symbol.asyncDispose]());

async function asked(environment = {}, of = target) {
  const told: string[] = [];
  const runs = await publishedBefore(of, now(), environment, (line) => told.push(line));
  return { told, claims: runs.map(({ claims }) => claims) };
}

test('what scheduled runs have published is known of the time before, and where it is from', async () => {
  const { options } = await scene.boot();
  await publishRun(runEnding(-10 * 60_000), target, options);
  const { told, claims } = await asked(options.environment);
  assert.deepEqual(claims, [{ 'edge/a': { outcome: 'pass' }, 'edge/b': { outcome: 'fail' } }]);
  assert.deepEqual(told, ['no earlier run is in the store; runs that CloudWatch has of the half hour before: 1']);
});

test('that it cannot be read is told, and nothing is made of it', async () => {
  const { environment } = await scene.nobody();
  const { told, claims } = await asked(environment);
  assert.deepEqual(claims, []);
  assert.match(told.join(), /^what CloudWatch has of the time before could not be read: /);
});

test('a target that publishes nothing is not asked for', async () => {
  const silent = { ...target, metrics: { ...target.metrics, publish: 'off' as const } };
  assert.deepEqual(await asked({}, silent), { told: [], claims: [] });
});
