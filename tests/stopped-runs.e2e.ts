import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createLoopbackFetch } from '#demo/net/loopback-fetch.ts';
import { openLeases } from '#store/open-leases.ts';
import { loadSettings } from '#targets/definition/settings.ts';
import { assertNothingIsLeft } from './e2e/assert-nothing-is-left.ts';
import { assertEnding, checkOf, reasonsOf, told } from './e2e/ended-run.ts';
import { canSeeProcesses, endAll, type Process } from './e2e/processes.ts';
import { startCloudWatch } from './e2e/start-cloudwatch.ts';
import { type StartedDemo, startDemo } from './e2e/start-demo.ts';
import { startRun } from './e2e/start-run.ts';
import { checkTiny, holding, startTinySystem, unpublished } from './e2e/tiny-system.ts';
import { until } from './e2e/until.ts';
import { Workspace } from './e2e/workspace.ts';

describe('a run that is stopped', { concurrency: 2 }, () => {
  for (const [signal, code, verdict] of [
    ['SIGINT', 130, 'interrupted'],
    ['SIGTERM', 143, 'terminated'],
  ] as const) {
    test(`by ${signal} to the command ends with ${code}, closed and published`, async () => {
      using workspace = new Workspace();
      await using cloudwatch = await startCloudWatch();
      await using tiny = await startTinySystem(workspace, holding('/health'));
      const flags = ['--target', tiny.target, '--trigger', 'schedule', '--set', 'budgets.request=50000'];
      await using run = startRun(workspace, ['check', ...flags], { ...tiny.environment, ...cloudwatch.environment });
      await until('the check to be under way', () => tiny.requests.includes('GET /health'));
      run.signal(signal);
      const ended = await run.ended;
      assertEnding(ended, code, verdict);
      assert.equal(checkOf(ended, 'api/health')?.notRun, 'cut-off');
      assert.ok(Number(ended.record?.publish.sent) > 0, told(ended));
      const completed = cloudwatch.series().find(({ metricName }) => metricName === 'RunCompleted');
      assert.equal(completed?.samples.length, 1, 'CloudWatch knows that the run was cut short');
      await assertNothingIsLeft(workspace);
    });
  }

  test('in the middle of a purchase leaves no subscription behind', async () => {
    using workspace = new Workspace();
    await using demo = await startDemo();
    await using run = startRun(workspace, ['check', '--target', 'loventia'], demo.environment);
    const paid = /"check":\{"id":"billing\/hosted-page".*"outcome":"pass"/;
    await until('the payment', () => workspace.journal().some((line) => paid.test(line)));
    run.signal('SIGTERM');
    const ended = await run.ended;
    assertEnding(ended, 143, 'terminated');
    assert.deepEqual(ended.record?.harness, []);
    assert.equal(checkOf(ended, 'billing/cancel')?.notRun, 'cut-off', 'the check that cancels was not reached');
    assert.deepEqual(await subscriptionsOf(demo), ['canceled']);
    await assertNothingIsLeft(workspace);
  });

  test('while it waits for a probe user that another run holds ends at once', async () => {
    using workspace = new Workspace();
    await using demo = await startDemo();
    const { target } = await loadSettings({ ...demo.environment, WATCHPOST_TARGET: 'loventia' });
    const held = await openLeases(target, workspace.environment).first(['account-0'], 'another run', 0);
    const flags = ['--target', 'loventia', '--set', 'auth.pool=[]'];
    const patient = { ...demo.environment, WATCHPOST_WAIT_SECONDS: '3600' };
    await using run = startRun(workspace, ['check', ...flags], patient);
    await until('the runner to be booting', () => runnersIn(workspace).length > 0);
    run.signal('SIGINT');
    const { record } = await Promise.race([run.ended, pause(100_000, { record: 'it still waits' }, { ref: false })]);
    await held?.release();
    assert.equal(record, undefined, 'nothing has run');
    assert.deepEqual(demo.log(), []);
    await assertNothingIsLeft(workspace);
  });

  test('by the death of a worker ends with 3: the check it worked on is the harness’s', {
    skip: !canSeeProcesses,
  }, async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace, (path) => {
      if (path === '/health') endAll(workersIn(workspace));
      return undefined;
    });
    const run = await checkTiny(workspace, tiny, ['--tier', 'http']);
    assertEnding(run, 3, 'inconclusive');
    assert.equal(checkOf(run, 'api/health')?.failure?.class, 'harness', told(run));
    const passed = run.record?.checks.filter(({ outcome }) => outcome === 'pass') ?? [];
    assert.ok(passed.length > 3, 'the others go on in workers of their own');
    assert.match(checkOf(run, 'api/health')?.failure?.message ?? '', /worker process exited unexpectedly/);
    await assertNothingIsLeft(workspace);
  });

  for (const [health, code, verdict] of [
    ['alive', 3, 'inconclusive'],
    ['dead', 1, 'failed'],
  ] as const) {
    const known = code === 1 ? 'a failure of the app is already known' : 'nothing is known against the app';
    test(`by the death of the runner ends with ${code} where ${known}`, { skip: !canSeeProcesses }, async () => {
      using workspace = new Workspace();
      let loading = false;
      await using tiny = await startTinySystem(workspace, (path) => {
        if (path === '/health') return new Response(health);
        loading ||= path === '/app.js';
        return path === '/app.js' ? new Promise<never>(() => undefined) : undefined;
      });
      const flags = ['--target', tiny.target, ...unpublished, '--check', 'api/health', '--check', 'frontend/renders'];
      await using run = startRun(workspace, ['check', ...flags], tiny.environment);
      await until('the browser to load a page', () => loading);
      await until('the other check to be written down', () => workspace.journal().length > 1);
      const runners = runnersIn(workspace);
      assert.equal(runners.length, 1, 'there is one runner');
      endAll(runners);
      const ended = await run.ended;
      assertEnding(ended, code, verdict);
      assert.match(ended.record?.harness.join() ?? '', /killed by SIGKILL/);
      assert.deepEqual(
        ended.record?.checks.map(({ id }) => id),
        ['api/health'],
        'what was known is kept',
      );
      assert.match(reasonsOf(ended), /frontend\/renders/, 'and what was not is named');
      await assertNothingIsLeft(workspace);
    });
  }
});

/** Playwright's runner, which is one process. */
const runnersIn = (workspace: Workspace) =>
  workspace.processes().filter(({ command }) => /@playwright\/test\/cli/.test(command));

/** The processes that the runner lets check. */
function workersIn(workspace: Workspace): Process[] {
  const runners = runnersIn(workspace).map(({ pid }) => pid);
  return workspace.processes().filter(({ parent }) => runners.includes(parent));
}

/** The states of all subscriptions that Stripe ever had. */
async function subscriptionsOf({ caPem, urls, stripe }: StartedDemo): Promise<string[]> {
  const { fetch, close } = createLoopbackFetch(caPem);
  const headers = { authorization: `Bearer ${stripe.secretKey}` };
  const answer = await fetch(`${urls.stripe}/v1/subscriptions?status=all`, { headers });
  const { data } = (await answer.json()) as { data: { status: string }[] };
  await close();
  return data.map(({ status }) => status);
}
