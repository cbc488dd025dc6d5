import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { told } from './e2e/ended-run.ts';
import { startCloudWatch } from './e2e/start-cloudwatch.ts';
import { ownEnvironment, root, runToEnd } from './e2e/start-run.ts';
import { answering, type Instead, startTinySystem, type TinySystem, unpublished } from './e2e/tiny-system.ts';
import { Workspace } from './e2e/workspace.ts';

const broken = () => new Response('no', { status: 500 });

const namesOf = (dimensions: { Name: string }[]) => dimensions.map(({ Name }) => Name).join();

/** It takes so much longer than its budget of 1 ms that no load of this machine explains it. */
const slow = () => pause(250, new Response('alive'));

/** A run of the schedule that publishes to a CloudWatch of its own, with a second look that is not long in coming. */
async function scheduled(
  workspace: Workspace,
  tiny: TinySystem,
  flags: readonly string[],
  more: Record<string, string> = {},
) {
  await using cloudwatch = await startCloudWatch();
  const command = ['check', '--target', tiny.target, '--cadence', 'http', '--confirm-after', '50ms', ...flags];
  const run = await runToEnd(workspace, command, { ...tiny.environment, ...cloudwatch.environment, ...more });
  const samples = (metric: string, ...dimensions: string[]) =>
    cloudwatch
      .series()
      .filter(
        ({ metricName, dimensions: of }) => metricName === metric && namesOf(of) === [...dimensions, 'Target'].join(),
      )
      .flatMap((series) =>
        series.samples.flatMap(({ sum, sampleCount }) => Array(sampleCount).fill(sum / sampleCount)),
      );
  return { run, samples };
}

/** Starts a run whose second look is an hour away, and stops it as soon as it waits for that. */
async function stoppedWhileItWaits(workspace: Workspace, { target, environment }: TinySystem): Promise<unknown> {
  const flags = ['--cadence', 'http', '--confirm-after', '1h', '--check', 'api/health', ...unpublished];
  const child = spawn(process.execPath, [join(root, 'cli', 'check.ts'), '--target', target, ...flags], {
    env: { ...ownEnvironment(), ...workspace.environment, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  child.stderr.setEncoding('utf8').on('data', (said: string) => {
    if (said.includes('red: checks that run again: 1, in 3600 s')) child.kill('SIGTERM');
  });
  return await ended;
}

describe('a red run of the schedule', { concurrency: 2 }, () => {
  test('is looked at again, counts once, and is degraded where that finds it no more than slow', async () => {
    using workspace = new Workspace();
    const summary = join(workspace.folder, 'summary.md');
    writeFileSync(summary, '');
    const workflow = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
    const atFirst = answering('/health', broken);
    const later: Instead = (path) => (path === '/health' ? slow() : undefined);
    await using tiny = await startTinySystem(workspace, (path) =>
      (workspace.record()?.complete ? later : atFirst)(path),
    );
    const flags = ['--layer', 'edge,api', '--set', 'budgets.health=1'];
    const { run, samples } = await scheduled(workspace, tiny, flags, workflow);
    assert.equal(run.code, 2, told(run));
    assert.match(run.stderr, /^::warning title=Second look::seen once, not again 0\.05 s later.*: api\/health$/m);
    assert.match(readFileSync(summary, 'utf8'), /\*\*Second look:\*\* seen once/);
    const [record, second] = [workspace.record(), workspace.secondLook()];
    assert.deepEqual([record?.round, record?.redAgain, second?.round, second?.redAgain], [1, undefined, 2, false]);
    assert.equal(second?.id, `${record?.id}-2`);
    assert.ok(second.expected.length < (record?.expected.length ?? 0), 'only what was red, and what that rests on');
    assert.ok(second.expected.includes('edge/tcp:web'), 'with what it rests on');
    const outcomes = [record, second].map((look) => look?.checks.find(({ id }) => id === 'api/health')?.outcome);
    assert.deepEqual(outcomes, ['fail', 'degraded'], 'each look tells what it saw');
    assert.deepEqual(
      [samples('SuccessPercent'), samples('FailureConfirmed')],
      [[0], [0]],
      'users have met it, in one tick',
    );
    assert.deepEqual([samples('RunCompleted'), samples('ChecksExpected', 'Cadence')], [[1], [record?.expected.length]]);
  });

  test('ends at once when it is stopped before the second look, and the next red one needs none', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace, answering('/health', broken));
    assert.deepEqual(await stoppedWhileItWaits(workspace, tiny), [143, null]);
    assert.deepEqual([workspace.record()?.verdict.name, workspace.secondLook()], ['failed', undefined]);
    using next = new Workspace();
    const { run, samples } = await scheduled(next, tiny, ['--check', 'api/health'], {
      WATCHPOST_STORE: workspace.store,
    });
    assert.deepEqual([run.code, next.record()?.redAgain, next.runs().length], [1, true, 1], told(run));
    assert.deepEqual(samples('FailureConfirmed'), [1]);
  });
});
