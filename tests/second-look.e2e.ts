import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, test } from 'node:test';
import { told } from './e2e/ended-run.ts';
import { startCloudWatch } from './e2e/start-cloudwatch.ts';
import { ownEnvironment, root, runToEnd } from './e2e/start-run.ts';
import { answering, startTinySystem, unpublished } from './e2e/tiny-system.ts';
import { Workspace } from './e2e/workspace.ts';

const broken = () => new Response('no', { status: 500 });

const namesOf = (dimensions: { Name: string }[]) => dimensions.map(({ Name }) => Name).join();

/** A run of the schedule that publishes to a CloudWatch of its own, with a second look that is not long in coming. */
async function scheduled(workspace: Workspace, isDown: () => boolean, more: Record<string, string> = {}) {
  await using cloudwatch = await startCloudWatch();
  await using tiny = await startTinySystem(workspace, (path) =>
    isDown() ? answering('/health', broken)(path) : undefined,
  );
  const flags = ['--target', tiny.target, '--cadence', 'http', '--confirm-after', '50ms', '--layer', 'edge,api'];
  const environment = { ...tiny.environment, ...cloudwatch.environment, ...more };
  const run = await runToEnd(workspace, ['check', ...flags], environment);
  const samples = (metric: string, ...dimensions: string[]) =>
    cloudwatch
      .series()
      .filter(
        ({ metricName, dimensions: of }) => metricName === metric && namesOf(of) === [...dimensions, 'Target'].join(),
      )
      .flatMap((series) =>
        series.samples.flatMap(({ sum, sampleCount }) => Array(sampleCount).fill(sum / sampleCount)),
      );
  return { run, samples, requests: tiny.requests };
}

describe('a red run of the schedule', { concurrency: 2 }, () => {
  test('stands when it is red again, counts once, and is not looked at twice the next time', async () => {
    using workspace = new Workspace();
    const first = await scheduled(workspace, () => true);
    assert.equal(first.run.code, 1, told(first.run));
    assert.match(first.run.stderr, /^watchpost: red again 0\.05 s later: api\/health$/m);
    const [record, second] = [workspace.record(), workspace.secondLook()];
    assert.deepEqual([record?.round, record?.redAgain, second?.round, second?.redAgain], [1, undefined, 2, true]);
    assert.equal(second?.id, `${record?.id}-2`);
    assert.ok(second.expected.length < (record?.expected.length ?? 0), 'only what was red, and what that rests on');
    assert.ok(second.expected.includes('edge/tcp:web'), 'with what it rests on');
    const { samples } = first;
    assert.deepEqual([samples('SuccessPercent'), samples('RunCompleted')], [[0], [1]], 'one sample a tick');
    assert.deepEqual(
      [samples('FailureConfirmed'), samples('ChecksExpected', 'Cadence')],
      [[1], [record?.expected.length]],
    );
    using next = new Workspace();
    const store = { WATCHPOST_STORE: workspace.store };
    const later = await scheduled(next, () => true, store);
    assert.deepEqual([later.run.code, next.record()?.redAgain, next.runs().length], [1, true, 1], told(later.run));
    assert.deepEqual(later.samples('FailureConfirmed'), [1]);
  });

  test('that is well a moment later is degraded, and said to have been seen once', async () => {
    using workspace = new Workspace();
    const summary = join(workspace.folder, 'summary.md');
    writeFileSync(summary, '');
    const workflow = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
    const { run, samples } = await scheduled(workspace, () => !workspace.record()?.complete, workflow);
    assert.equal(run.code, 2, told(run));
    assert.match(run.stderr, /^::warning title=Second look::seen once, not again 0\.05 s later.*: api\/health$/m);
    assert.match(readFileSync(summary, 'utf8'), /\*\*Second look:\*\* seen once/);
    assert.deepEqual([samples('SuccessPercent'), samples('FailureConfirmed')], [[0], [0]], 'users have met it');
  });

  test('that is stopped while it waits for the second look ends at once, with what is known', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace, answering('/health', broken));
    const flags = [
      '--target',
      tiny.target,
      '--cadence',
      'http',
      '--confirm-after',
      '1h',
      '--check',
      'api/health',
      ...unpublished,
    ];
    const child = spawn(process.execPath, [join(root, 'cli', 'check.ts'), ...flags], {
      env: { ...ownEnvironment(), ...workspace.environment, ...tiny.environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(child, 'exit');
    child.stderr.setEncoding('utf8').on('data', (said: string) => {
      if (said.includes('red: checks that run again: 1, in 3600 s')) child.kill('SIGTERM');
    });
    assert.deepEqual(await ended, [143, null]);
    assert.deepEqual([workspace.record()?.verdict.name, workspace.secondLook()], ['failed', undefined]);
  });
});
