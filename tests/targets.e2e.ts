import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { checkOf, told } from './e2e/ended-run.ts';
import { startDemo } from './e2e/start-demo.ts';
import { runToEnd } from './e2e/start-run.ts';
import { checkTiny, startTinySystem } from './e2e/tiny-system.ts';
import { unhurried } from './e2e/unhurried.ts';
import { Workspace } from './e2e/workspace.ts';

test('a system without /ready, version and refresh is a normal target, in a file of its own', async () => {
  using workspace = new Workspace();
  await using tiny = await startTinySystem(workspace);
  const run = await runToEnd(
    workspace,
    ['check', '--target', tiny.target, '--set', 'metrics.publish=off'],
    tiny.environment,
  );
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

test('a target file of a repository that says nothing of its modules is read all the same, and where it lies', async () => {
  using workspace = new Workspace();
  await using tiny = await startTinySystem(workspace, undefined, 'unsaid');
  const there = dirname(tiny.target);
  const flags = ['--target', `./${basename(tiny.target)}`, '--check', 'api/health'];
  const run = await runToEnd(workspace, ['check', ...flags], {}, there);
  assert.deepEqual([run.code, run.record?.verdict.name], [0, 'ok'], told(run));
});

test('a team’s own checks, beside its target, are checks like any other', async () => {
  using workspace = new Workspace();
  await using tiny = await startTinySystem(workspace);
  writeFileSync(
    join(workspace.folder, 'greeting.check.ts'),
    `import { claim, defineFailures, expect, fail, test, urlOf } from 'watchpost';
    const failures = defineFailures({ 'greeting-wrong': { class: 'contract', message: ({ got }) => 'it says ' + got } });
    test('greets', claim({ id: 'api/greeting', severity: 'P1', classes: ['contract'] }), async ({ http }) => {
      const answer = await http.get(urlOf('web', '/health'));
      if (process.env.GREETING) fail(failures['greeting-wrong'], { got: process.env.GREETING });
      expect(answer.status).toBe(200);
    });`,
  );
  const flags = ['--tier', 'http', '--set', 'checks=["./*.check.ts"]'];
  const green = await checkTiny(workspace, tiny, flags);
  assert.equal(green.code, 0, told(green));
  assert.equal(checkOf(green, 'api/greeting')?.outcome, 'pass');
  using again = new Workspace();
  const red = await checkTiny(again, tiny, [...flags, '--check', 'api/greeting'], { GREETING: 'bye' });
  assert.deepEqual([red.code, checkOf(red, 'api/greeting')?.failure?.code], [1, 'greeting-wrong'], told(red));
  assert.match(red.stdout.replaceAll(/\s+/g, ' '), /it says bye/);
});

test('a system that rotates its refresh cookies is a normal target', async () => {
  using workspace = new Workspace();
  // The fault makes the demo promise rotation; switched off again, the promise is kept.
  await using demo = await startDemo(['refresh-not-rotated']);
  demo.faults.turnOff('refresh-not-rotated');
  const run = await runToEnd(workspace, ['check', '--target', 'loventia', ...unhurried], demo.environment);
  assert.deepEqual([run.code, run.record?.verdict.name], [0, 'ok'], told(run));
  assert.equal(run.record?.checks.find(({ id }) => id === 'auth/rotation')?.outcome, 'pass');
});
