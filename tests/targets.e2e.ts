import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { checkOf, told } from './e2e/ended-run.ts';
import { startDemo } from './e2e/start-demo.ts';
import { runToEnd } from './e2e/start-run.ts';
import { checkTiny, startTinySystem, unpublished } from './e2e/tiny-system.ts';
import { unhurried } from './e2e/unhurried.ts';
import { Workspace } from './e2e/workspace.ts';

test('a system without /ready, version and refresh is a normal target, in a file of a repository that says nothing of its modules, called where it lies', async () => {
  using workspace = new Workspace();
  await using tiny = await startTinySystem(workspace, undefined, 'unsaid');
  const there = dirname(tiny.target);
  const flags = ['--target', `./${basename(tiny.target)}`, ...unpublished];
  const run = await runToEnd(workspace, ['check', ...flags], tiny.environment, there);
  assert.deepEqual([run.code, run.record?.verdict.name], [0, 'ok'], told(run));
  assert.equal(run.record?.target, 'tiny');
  const looked = run.record?.checks.map(({ id }) => id) ?? [];
  for (const id of ['edge/tcp:web', 'api/health', 'auth/login', 'auth/me', 'frontend/renders'])
    assert.ok(looked.includes(id), id);
  const unseen = run.record?.notWatched.map(({ id }) => id) ?? [];
  for (const id of [
    'api/ready',
    'api/version',
    'auth/refresh',
    'auth/cookie',
    'edge/tls:web',
    'images/profile',
    'billing/audit',
  ]) {
    assert.ok(unseen.includes(id), `${id} is not watched`);
    assert.ok(!looked.includes(id), `${id} was not looked at`);
    // Layers of which nothing is watched are told as such.
    const [layer = ''] = id.split('/');
    const named = looked.some((one) => one.startsWith(`${layer}/`)) ? id : `${layer} (`;
    assert.ok(run.stdout.includes(named), `the answer names ${named} as not watched`);
  }
});

test('a team’s own checks, beside its target, are checks like any other', async () => {
  using workspace = new Workspace();
  await using tiny = await startTinySystem(workspace);
  writeFileSync(
    join(workspace.folder, 'greeting.check.ts'),
    `import { claim, defineFailures, expect, fail, test, urlOf } from 'watchpost';
    const failures = defineFailures({ 'greeting-wrong': { class: 'contract', message: ({ got }) => 'it says ' + got } });
    const of = (id) => claim({ id, severity: 'P1', classes: ['contract'] });
    test('greets', of('api/greeting'), async ({ http }) => {
      const answer = await http.get(urlOf('web', '/health'));
      expect(answer.status).toBe(200);
    });
    test('says goodbye', of('api/farewell'), async () => {
      fail(failures['greeting-wrong'], { got: process.env.FAREWELL });
    });`,
  );
  const flags = ['--tier', 'http', '--set', 'checks=["./*.check.ts"]'];
  const run = await checkTiny(workspace, tiny, flags, { FAREWELL: 'bye' });
  assert.deepEqual([run.code, checkOf(run, 'api/farewell')?.failure?.code], [1, 'greeting-wrong'], told(run));
  assert.match(run.stdout.replaceAll(/\s+/g, ' '), /it says bye/);
  const red = run.record?.checks.filter(({ outcome, notRun }) => outcome !== 'pass' && notRun !== 'no-past') ?? [];
  assert.deepEqual(
    red.map(({ id }) => id),
    ['api/farewell'],
    told(run),
  );
  for (const id of ['api/greeting', 'api/health']) assert.equal(checkOf(run, id)?.outcome, 'pass', told(run));
});

test('a team may keep its checks of requests in a folder that is called as ours of the purchase', async () => {
  using workspace = new Workspace();
  await using tiny = await startTinySystem(workspace);
  mkdirSync(join(workspace.folder, 'checks', 'shop', 'purchase'), { recursive: true });
  writeFileSync(
    join(workspace.folder, 'checks', 'shop', 'purchase', 'basket.check.ts'),
    `import { claim, expect, test, urlOf } from 'watchpost';
    test('there is a basket', claim({ id: 'api/basket', severity: 'P1', classes: ['contract'] }), async ({ http }) => {
      expect((await http.get(urlOf('web', '/health'))).status).toBe(200);
    });`,
  );
  const run = await checkTiny(workspace, tiny, ['--tier', 'http', '--set', 'checks=["./checks/**/*.check.ts"]']);
  for (const id of ['api/basket', 'api/health']) assert.equal(checkOf(run, id)?.outcome, 'pass', told(run));
});

test('a system that rotates its refresh cookies is a normal target', async () => {
  using workspace = new Workspace();
  // The fault makes the demo promise rotation; switched off again, the promise is kept.
  await using demo = await startDemo(['refresh-not-rotated']);
  demo.faults.turnOff('refresh-not-rotated');
  // Who signs in or keeps a session: over HTTP and in a browser.
  const flags = ['--target', 'loventia', '--layer', 'auth', ...unhurried];
  const run = await runToEnd(workspace, ['check', ...flags], demo.environment);
  assert.deepEqual([run.code, run.record?.verdict.name], [0, 'ok'], told(run));
  assert.equal(run.record?.checks.find(({ id }) => id === 'auth/rotation')?.outcome, 'pass');
});
