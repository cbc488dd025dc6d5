import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { assertNothingIsLeft } from './e2e/assert-nothing-is-left.ts';
import { assertEnding, checkOf, firstScreen, reasonsOf, told } from './e2e/ended-run.ts';
import { startCloudWatch } from './e2e/start-cloudwatch.ts';
import { startDemo } from './e2e/start-demo.ts';
import { runToEnd } from './e2e/start-run.ts';
import { answering, checkTiny, holding, startTinySystem, unpublished } from './e2e/tiny-system.ts';
import { unhurried } from './e2e/unhurried.ts';
import { Workspace } from './e2e/workspace.ts';

// The table of exit codes, row by row. Most runs watch a tiny system of the test's own, because it can be made to answer
// as a row needs it. Runs that are stopped or refused have files of their own; the gate's row belongs to the gate.

describe('a run of the checks ends', { concurrency: 2 }, () => {
  test('with 1 when a claim of the app does not hold', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(
      workspace,
      answering('/health', () => new Response('no', { status: 500 })),
    );
    const run = await checkTiny(workspace, tiny, ['--tier', 'http']);
    assertEnding(run, 1, 'failed');
    assert.equal(checkOf(run, 'api/health')?.failure?.class, 'http-error');
  });

  test('with 0 when what does not hold is muted, and says so', async () => {
    using workspace = new Workspace();
    const down = answering('/health', () => new Response('no', { status: 500 }));
    await using tiny = await startTinySystem(workspace, down);
    const until = new Date().toISOString().slice(0, 10);
    const mutes = [{ check: 'api/health', owner: 'web', reason: 'is being moved', until }];
    const flags = ['--check', 'api/health', '--set', `mutes=${JSON.stringify(mutes)}`];
    const run = await checkTiny(workspace, tiny, flags);
    assertEnding(run, 0, 'ok');
    assert.deepEqual([checkOf(run, 'api/health')?.outcome, checkOf(run, 'api/health')?.muted?.until], ['fail', until]);
    assert.match(firstScreen(run), /Muted +api\/health \(fail\) does not count/);
    assert.match(firstScreen(run), /the mute of api\/health \(web\) ends/);
  });

  test('with 2 when a claim holds, but slowly', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace);
    const run = await checkTiny(workspace, tiny, ['--tier', 'http', '--set', 'budgets.health=1']);
    assertEnding(run, 2, 'degraded');
    assert.equal(checkOf(run, 'api/health')?.outcome, 'degraded');
  });

  test('with 2 when only Stripe is out', async () => {
    using workspace = new Workspace();
    const run = await runToEnd(workspace, ['start', '--fault', 'stripe-outage', '--layer', 'billing']);
    assertEnding(run, 2, 'degraded');
    const causes = run.record?.checks.filter(({ outcome, causedBy }) => outcome !== 'pass' && causedBy.length === 0);
    assert.deepEqual(
      causes?.map(({ id, failure }) => [id, failure?.party]),
      [['billing/audit', 'third-party']],
      told(run),
    );
  });

  test('with 3 when every host answers as the edge does that refuses a probe', async () => {
    using workspace = new Workspace();
    const headers = { 'content-type': 'text/html', server: 'CloudFront' };
    await using tiny = await startTinySystem(
      workspace,
      () => new Response('<h1>Blocked</h1>', { status: 403, headers }),
    );
    const run = await checkTiny(workspace, tiny);
    assertEnding(run, 3, 'inconclusive');
    assert.match(reasonsOf(run), /every host answers edge-blocked/);
  });

  test('with 3 when the runner itself is offline', async () => {
    using workspace = new Workspace();
    const flags = ['--url', 'web=http://127.0.0.1:9', '--set', 'network.neutral=["127.0.0.1:9"]', '--tier', 'http'];
    await using tiny = await startTinySystem(workspace);
    const run = await checkTiny(workspace, tiny, flags);
    assertEnding(run, 3, 'inconclusive');
    assert.equal(checkOf(run, 'edge/runner-online')?.failure?.party, 'suite');
  });

  test('with 3 at its deadline', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace, holding('/health'));
    // Late enough for the check to be under way on a slow machine.
    const flags = ['--deadline', '15', '--tier', 'http', '--set', 'budgets.request=50000'];
    const run = await checkTiny(workspace, tiny, flags);
    assertEnding(run, 3, 'inconclusive');
    assert.match(reasonsOf(run), /the deadline of the run passed with .*api\/health.* under way/);
    assert.deepEqual(run.record?.harness, []);
    assert.equal(checkOf(run, 'api/health')?.notRun, 'cut-off');
    await assertNothingIsLeft(workspace);
  });

  test('with 3 when the browser does not start, and the HTTP checks are decided all the same', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace);
    const run = await checkTiny(workspace, tiny, [], { WATCHPOST_BROWSER: '/bin/false' });
    assertEnding(run, 3, 'inconclusive');
    assert.equal(checkOf(run, 'frontend/renders')?.failure?.class, 'harness');
    const overHttp = run.record?.checks.filter(({ tier, notRun }) => tier === 'http' && notRun !== 'no-past') ?? [];
    assert.ok(overHttp.length > 5 && overHttp.every(({ outcome }) => outcome === 'pass'), told(run));
  });

  test('with 5 when nothing was selected', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace);
    const run = await checkTiny(workspace, tiny, ['--layer', 'images']);
    assertEnding(run, 5, 'empty');
    assert.deepEqual(tiny.requests, []);
  });

  test('with 1 and no more reason when a page shows a secret: it gets into no report', async () => {
    using workspace = new Workspace();
    const page = (secret: string) => new Response(`user ${secret}`, { status: 500 });
    let password = '';
    await using tiny = await startTinySystem(
      workspace,
      answering('/', () => page(password)),
    );
    password = tiny.environment.TINY_PASSWORD;
    const run = await checkTiny(workspace, tiny, ['--check', 'frontend/pages']);
    assertEnding(run, 1, 'failed');
    // Every file of the run was searched for it.
    assert.doesNotMatch(reasonsOf(run), /withheld/);
    assert.match(reasonsOf(run), /frontend\/pages: .* answered 500/);
    assert.ok(!`${run.stdout}${run.stderr}${JSON.stringify(run.record)}`.includes(password), 'nobody repeats it');
  });
});

describe('a secret', { concurrency: 2 }, () => {
  test('that is missing stops only the checks that need it, and the run ends with 4', async () => {
    using workspace = new Workspace();
    await using demo = await startDemo();
    const { WATCHPOST_SET } = demo.environment;
    const flags = ['--target', 'loventia', ...unpublished, ...unhurried];
    const run = await runToEnd(workspace, ['check', ...flags], { WATCHPOST_SET });
    assertEnding(run, 4, 'misconfigured');
    const { checks = [] } = run.record ?? {};
    const looked = checks.filter(({ outcome }) => outcome === 'pass').map(({ id }) => id);
    for (const id of ['edge/tls:api', 'api/ready', 'frontend/renders', 'images/samples'])
      assert.ok(looked.includes(id), id);
    assert.deepEqual(
      checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'degraded'),
      [],
      told(run),
    );
    assert.match(firstScreen(run), /WATCHPOST_PROBE_EMAIL/, 'the first screen names what is not set');
  });

  test('that the system refuses, while the witness gets in, is ours: 4', async () => {
    using workspace = new Workspace();
    await using demo = await startDemo();
    const environment = { ...demo.environment, WATCHPOST_PROBE_PASSWORD: randomBytes(9).toString('hex') };
    const run = await runToEnd(
      workspace,
      ['check', '--target', 'loventia', '--layer', 'auth', ...unpublished],
      environment,
    );
    assertEnding(run, 4, 'misconfigured');
    assert.equal(checkOf(run, 'auth/login')?.notRun, 'misconfigured');
    assert.match(firstScreen(run), /witness/);
  });
});

describe('publishing that fails', () => {
  test('changes nothing about the verdict, is said aloud, and keeps the metrics for the next run', async () => {
    using workspace = new Workspace();
    await using cloudwatch = await startCloudWatch(() => 'error');
    await using tiny = await startTinySystem(workspace);
    const flags = ['--target', tiny.target, '--trigger', 'schedule', '--tier', 'http'];
    const run = await runToEnd(workspace, ['check', ...flags], { ...tiny.environment, ...cloudwatch.environment });
    assertEnding(run, 0, 'ok');
    const { sent, kept = 0, error } = run.record?.publish ?? {};
    assert.ok(sent === 0 && kept > 10 && error, JSON.stringify(run.record?.publish));
    assert.match(run.stdout, new RegExp(`^Sent {6}0 data points to CloudWatch .*; ${kept} kept for the next run`, 'm'));
  });
});
