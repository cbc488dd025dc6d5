import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { assertNothingIsLeft } from './e2e/assert-nothing-is-left.ts';
import { assertEnding, checkOf, type EndedRun, firstScreen, reasonsOf, told } from './e2e/ended-run.ts';
import { startCloudWatch } from './e2e/start-cloudwatch.ts';
import { startDemo } from './e2e/start-demo.ts';
import { runToEnd } from './e2e/start-run.ts';
import { answering, checkTiny, holding, startTinySystem, unpublished } from './e2e/tiny-system.ts';
import { Workspace } from './e2e/workspace.ts';

// The table of exit codes, row by row. Most runs watch a tiny system of the test's own, because it can be made to answer
// as a row needs it. Runs that are stopped or refused have files of their own; the gate's row belongs to the gate,
// and 2 to live.e2e.ts, whose account has something that waits.

describe('a run of the checks ends', { concurrency: 2 }, () => {
  test('with 3 when every host answers as the edge does that refuses a probe', async () => {
    using workspace = new Workspace();
    const headers = { 'content-type': 'text/html', server: 'CloudFront' };
    await using tiny = await startTinySystem(
      workspace,
      () => new Response('<h1>Blocked</h1>', { status: 403, headers }),
    );
    const run = await checkTiny(workspace, tiny, ['--check', 'api/health,auth/login']);
    assertEnding(run, 3, 'inconclusive');
    assert.match(reasonsOf(run), /every host answers edge-blocked/);
  });

  test('with 3 when the runner itself is offline', async () => {
    using workspace = new Workspace();
    const silent = ['--url', 'web=http://127.0.0.1:9', '--set', 'network.neutral=["127.0.0.1:9"]'];
    await using tiny = await startTinySystem(workspace);
    const run = await checkTiny(workspace, tiny, [...silent, '--check', 'edge/runner-online,edge/tcp']);
    assertEnding(run, 3, 'inconclusive');
    assert.equal(checkOf(run, 'edge/runner-online')?.failure?.party, 'suite');
    assert.equal(checkOf(run, 'edge/tcp:web')?.outcome, 'fail');
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

  test('with 1 when a claim of the app does not hold, and for no other reason when the page shows a secret: it gets into no report', async () => {
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
    assert.equal(checkOf(run, 'frontend/pages')?.failure?.class, 'http-error');
    // Every file of the run was searched for it.
    assert.doesNotMatch(reasonsOf(run), /withheld/);
    assert.match(reasonsOf(run), /frontend\/pages: .* answered 500/);
    assert.ok(!`${run.stdout}${run.stderr}${JSON.stringify(run.record)}`.includes(password), 'nobody repeats it');
  });
});

describe('a run ends with 4 when our own secrets are at fault', () => {
  test('one is missing, another is refused while the witness gets in: only the checks that need them are stopped', async () => {
    using workspace = new Workspace();
    await using demo = await startDemo();
    // Neither has to do with the other: Stripe's key is for the audit, the password for signing in.
    const { STRIPE_SECRET_KEY: _, ...environment } = demo.environment;
    const run = await runToEnd(workspace, ['check', '--target', 'loventia', '--tier', 'http', ...unpublished], {
      ...environment,
      WATCHPOST_PROBE_PASSWORD: randomBytes(9).toString('hex'),
    });
    assertEnding(run, 4, 'misconfigured');
    const { checks = [] } = run.record ?? {};
    const looked = checks.filter(({ outcome }) => outcome === 'pass').map(({ id }) => id);
    for (const id of ['edge/tls:api', 'api/ready', 'frontend/pages', 'images/samples'])
      assert.ok(looked.includes(id), id);
    assert.deepEqual(
      checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'degraded'),
      [],
      told(run),
    );
    assert.equal(checkOf(run, 'auth/login')?.notRun, 'misconfigured');
    assert.match(firstScreen(run), /witness/);
    assert.equal(checkOf(run, 'billing/audit')?.notRun, 'misconfigured');
    assert.match(firstScreen(run), /STRIPE_SECRET_KEY/, 'the first screen names what is not set');
  });
});

describe('a run ends with 0', () => {
  const workspace = new Workspace();
  const until = new Date().toISOString().slice(0, 10);
  let run: EndedRun;
  before(async () => {
    await using cloudwatch = await startCloudWatch(() => 'error');
    await using tiny = await startTinySystem(
      workspace,
      answering('/health', () => new Response('no', { status: 500 })),
    );
    const mutes = [{ check: 'api/health', owner: 'web', reason: 'is being moved', until }];
    const flags = ['--trigger', 'schedule', '--tier', 'http', '--set', `mutes=${JSON.stringify(mutes)}`];
    const environment = { ...tiny.environment, ...cloudwatch.environment };
    run = await runToEnd(workspace, ['check', '--target', tiny.target, ...flags], environment);
  });
  after(() => workspace[Symbol.dispose]());

  test('when what does not hold is muted, and says so', () => {
    assertEnding(run, 0, 'ok');
    assert.deepEqual([checkOf(run, 'api/health')?.outcome, checkOf(run, 'api/health')?.muted?.until], ['fail', until]);
    assert.match(firstScreen(run), /Muted +api\/health \(fail\) does not count/);
    assert.match(firstScreen(run), /the mute of api\/health \(web\) ends/);
  });

  test('when publishing fails: that is said aloud, and the metrics are kept for the next run', () => {
    assertEnding(run, 0, 'ok');
    const { sent, kept = 0, error } = run.record?.publish ?? {};
    assert.ok(sent === 0 && kept > 10 && error, JSON.stringify(run.record?.publish));
    assert.match(run.stdout, new RegExp(`^Sent {6}0 data points to CloudWatch .*; ${kept} kept for the next run`, 'm'));
  });
});
