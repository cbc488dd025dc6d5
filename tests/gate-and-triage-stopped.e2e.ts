import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { lastJsonIn } from '#cli/child-run.ts';
import { type GateAnswer, gateAnswerSchema } from '#run/gate/gate-answer.ts';
import { assertNothingIsLeft } from './e2e/assert-nothing-is-left.ts';
import { canSeeProcesses, endAll } from './e2e/processes.ts';
import { type StartedRun, startRun } from './e2e/start-run.ts';
import { holding, startTinySystem, type TinySystem, unpublished } from './e2e/tiny-system.ts';
import { until } from './e2e/until.ts';
import { Workspace } from './e2e/workspace.ts';

/** A machine without any browser. */
const noBrowser = { WATCHPOST_BROWSER_ROOT: '/nonexistent', PLAYWRIGHT_BROWSERS_PATH: '/nonexistent' };
const once = ['--rounds', '1', '--bake', '0s', '--json'];
const api = ['--check', 'api/health'];

/** A gate under way. */
const gate = (workspace: Workspace, tiny: TinySystem, flags: readonly string[], more = {}): StartedRun =>
  startRun(workspace, ['gate', '--target', tiny.target, ...unpublished, ...once, ...flags], {
    ...tiny.environment,
    ...more,
  });

const answerIn = (stdout: string): GateAnswer =>
  gateAnswerSchema.parse(JSON.parse(lastJsonIn({ out: stdout }) ?? '{}'));

describe('a gate', { concurrency: 2 }, () => {
  test('that is stopped while a host hangs that it waits for answers at once', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace, holding('/version'));
    const marker = ['--set', 'gate.releases={"web":{"in":"json","path":"/version","name":"v"}}'];
    await using run = gate(workspace, tiny, [...marker, '--release', 'web=4f2c9d1', '--set', 'budgets.request=200000']);
    await until('the fence to ask', () => tiny.requests.includes('GET /version'));
    run.signal('SIGINT');
    const { code, stdout, stderr } = await run.ended;
    assert.deepEqual([code, answerIn(stdout).verdict], [130, 'interrupted'], stderr);
    await assertNothingIsLeft(workspace);
  });

  test('that is stopped while it looks says so, and leaves nothing behind', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace, holding('/health'));
    await using run = gate(workspace, tiny, [...api, '--set', 'budgets.request=200000']);
    await until('the look to be under way', () => tiny.requests.includes('GET /health'));
    run.signal('SIGTERM');
    const { code, stdout, stderr } = await run.ended;
    const { verdict, rollback } = answerIn(stdout);
    assert.deepEqual([code, verdict, rollback], [143, 'terminated', 'no'], stderr);
    await assertNothingIsLeft(workspace);
  });

  test('that can write nowhere still judges what it has seen', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace, (path) =>
      path === '/health' ? new Response('no', { status: 500 }) : undefined,
    );
    writeFileSync(join(workspace.folder, 'file'), '');
    const nowhere = join(workspace.folder, 'file', 'x');
    await using run = gate(workspace, tiny, [...api, '--mode', 'block'], {
      WATCHPOST_STORE: nowhere,
      WATCHPOST_REPORTS: nowhere,
    });
    const { code, stdout, stderr } = await run.ended;
    assert.deepEqual([code, answerIn(stdout).causes.map(({ check }) => check)], [1, ['api/health']], stderr);
    assert.match(stderr, /^watchpost: the count of gates could not be kept: .*ENOTDIR/m);
  });
});

test('a triage that gets SIGTERM in the middle of a look writes its note and leaves nothing behind', async () => {
  using workspace = new Workspace();
  await using tiny = await startTinySystem(workspace, holding('/health'));
  const flags = ['--target', tiny.target, '--for', '10m', '--set', 'budgets.request=200000'];
  await using run = startRun(workspace, ['triage', ...flags], { ...tiny.environment, ...noBrowser });
  await until('the look to be under way', () => tiny.requests.includes('GET /health'));
  run.signal('SIGTERM');
  const ended = await run.ended;
  assert.equal(ended.code, 143, ended.stderr);
  const [folder = ''] = readdirSync(workspace.reports);
  assert.ok(existsSync(join(workspace.reports, folder, 'incident.md')), ended.stdout);
  await until('the runner to end', () => workspace.processes().length === 0, 60_000);
});

describe('a command that nobody asked to stop', { concurrency: 2, skip: !canSeeProcesses }, () => {
  for (const [command, flags] of Object.entries({ gate: once, triage: ['--for', '10m'] }))
    test(`leaves nothing running when its ${command} is killed in the middle of a look`, async () => {
      using workspace = new Workspace();
      await using tiny = await startTinySystem(workspace, holding('/health'));
      const asked = ['--target', tiny.target, ...unpublished, ...flags, '--set', 'budgets.request=200000'];
      await using run = startRun(workspace, [command, ...asked], { ...tiny.environment, ...noBrowser });
      await until('the look to be under way', () => tiny.requests.includes('GET /health'));
      endAll(workspace.processes().filter(({ pid }) => pid === run.pid));
      await run.ended;
      await assertNothingIsLeft(workspace);
    });
});
