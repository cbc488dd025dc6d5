import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { createLoopbackFetch } from '#demo/net/loopback-fetch.ts';
import { openLeases } from '#store/open-leases.ts';
import { loadSettings } from '#targets/definition/settings.ts';
import { assertNothingIsLeft } from './e2e/assert-nothing-is-left.ts';
import { assertEnding, checkOf, type EndedRun, reasonsOf, told } from './e2e/ended-run.ts';
import { canSeeProcesses, endAll, type Process } from './e2e/processes.ts';
import { type StartedCloudWatch, startCloudWatch } from './e2e/start-cloudwatch.ts';
import { type StartedDemo, startDemo } from './e2e/start-demo.ts';
import { startRun } from './e2e/start-run.ts';
import { checkTiny, holding, startTinySystem, unpublished } from './e2e/tiny-system.ts';
import { until } from './e2e/until.ts';
import { Workspace } from './e2e/workspace.ts';

/** Nothing here is about how long an answer takes. */
const patient = ['--set', 'budgets.request=50000', '--set', 'budgets.login=50000', '--set', 'budgets.page=50000'];

describe('a run that is stopped', { concurrency: 2 }, () => {
  test('by SIGINT to the command ends with 130, closed and published', async () => {
    using workspace = new Workspace();
    await using cloudwatch = await startCloudWatch();
    await using tiny = await startTinySystem(workspace, holding('/health'));
    const overHttp = ['--tier', 'http', '--check', 'api/health'];
    const flags = ['--target', tiny.target, '--trigger', 'schedule', ...overHttp, ...patient];
    await using run = startRun(workspace, ['check', ...flags], { ...tiny.environment, ...cloudwatch.environment });
    await until('the check to be under way', () => tiny.requests.includes('GET /health'));
    run.signal('SIGINT');
    const ended = await run.ended;
    assertEnding(ended, 130, 'interrupted');
    assert.equal(checkOf(ended, 'api/health')?.notRun, 'cut-off');
    assertPublished(ended, cloudwatch.series());
    await assertNothingIsLeft(workspace);
  });

  test('just as its first worker is started ends with 130 too, and soon', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace, holding('/health'));
    // Playwright forgets to stop a worker whose process is not there yet.
    const moment = join(workspace.folder, 'moment.mjs');
    writeFileSync(
      moment,
      `import fs from 'node:fs';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
const { mkdir } = fs.promises;
if (process.argv[1]?.endsWith('cli.js'))
  fs.promises.mkdir = async (path, options) => {
    await mkdir(path, options);
    if (!String(path).endsWith('artifacts-0')) return;
    process.kill(process.ppid, 'SIGINT');
    await pause(500);
  };
`,
    );
    const environment = { ...tiny.environment, NODE_OPTIONS: `--import ${pathToFileURL(moment).href}` };
    const flags = ['--target', tiny.target, ...unpublished, '--tier', 'http', '--check', 'api/health', ...patient];
    await using run = startRun(workspace, ['check', ...flags], environment);
    const ended = await Promise.race([run.ended, pause(60_000, undefined, { ref: false })]);
    assert.ok(ended, 'it has ended');
    assertEnding(ended, 130, 'interrupted');
    assert.deepEqual(tiny.requests, []);
    await assertNothingIsLeft(workspace);
  });

  test('leaves no probe user and no purchase to the next', async (t) => {
    await using demo = await startDemo();

    await t.test('while it waits for a probe user that another run holds: it ends at once', async () => {
      using workspace = new Workspace();
      const { target } = await loadSettings({ ...demo.environment, WATCHPOST_TARGET: 'loventia' });
      const held = await openLeases(target, workspace.environment).first(['account-0'], 'another run', 0);
      const flags = ['--target', 'loventia', '--set', 'auth.pool=[]'];
      const waiting = { ...demo.environment, WATCHPOST_WAIT_SECONDS: '3600' };
      await using run = startRun(workspace, ['check', ...flags], waiting);
      await until('the runner to be booting', () => runnersIn(workspace).length > 0);
      run.signal('SIGINT');
      const { record } = await Promise.race([run.ended, pause(100_000, { record: 'it still waits' }, { ref: false })]);
      await held?.release();
      assert.equal(record, undefined, 'nothing has run');
      assert.deepEqual(demo.log(), []);
      await assertNothingIsLeft(workspace);
    });

    await t.test(
      'by SIGTERM in the middle of a purchase: it is closed and published, and no subscription is left behind',
      async () => {
        using workspace = new Workspace();
        const flags = ['--target', 'loventia', '--trigger', 'schedule', '--tier', 'purchase'];
        await using run = startRun(workspace, ['check', ...flags], demo.environment);
        const paid = /"check":\{"id":"billing\/hosted-page".*"outcome":"pass"/;
        await until('the payment', () => workspace.journal().some((line) => paid.test(line)));
        run.signal('SIGTERM');
        const ended = await run.ended;
        assertEnding(ended, 143, 'terminated');
        assert.deepEqual(ended.record?.harness, []);
        assert.equal(checkOf(ended, 'billing/cancel')?.notRun, 'cut-off', 'the check that cancels was not reached');
        assertPublished(ended, demo.cloudwatchSeries());
        assert.deepEqual(await subscriptionsOf(demo), ['canceled']);
        await assertNothingIsLeft(workspace);
      },
    );
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

  test('by the death of the runner ends with 1 where a failure of the app is already known', {
    skip: !canSeeProcesses,
  }, async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace, (path) =>
      path === '/health' ? new Response('dead') : holding('/app.js')(path),
    );
    const checks = ['--check', 'api/health', '--check', 'frontend/renders'];
    const flags = ['--target', tiny.target, ...unpublished, ...checks, ...patient];
    await using run = startRun(workspace, ['check', ...flags], tiny.environment);
    await until('the browser to load a page', () => tiny.requests.includes('GET /app.js'));
    await until('the other check to be written down', () => workspace.journal().length > 1);
    const runners = runnersIn(workspace);
    assert.equal(runners.length, 1, 'there is one runner');
    endAll(runners);
    const ended = await run.ended;
    assertEnding(ended, 1, 'failed');
    assert.match(ended.record?.harness.join() ?? '', /killed by SIGKILL/);
    assert.deepEqual(
      ended.record?.checks.map(({ id }) => id),
      ['api/health'],
      'what was known is kept',
    );
    assert.match(reasonsOf(ended), /frontend\/renders/, 'and what was not is named');
    await assertNothingIsLeft(workspace);
  });
});

/** CloudWatch knows that the run was cut short. */
function assertPublished(ended: EndedRun, series: ReturnType<StartedCloudWatch['series']>): void {
  assert.ok(Number(ended.record?.publish.sent) > 0, told(ended));
  const completed = series.find(({ metricName }) => metricName === 'RunCompleted');
  assert.equal(completed?.samples.length, 1, 'RunCompleted');
}

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
