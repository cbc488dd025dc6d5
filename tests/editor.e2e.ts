import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { Editor } from './e2e/editor.ts';
import { startTinySystem } from './e2e/tiny-system.ts';
import { Workspace } from './e2e/workspace.ts';

const patient = JSON.stringify({ 'budgets.health': 60_000, 'budgets.login': 60_000 });
const [alive, login] = ['web is alive', 'good credentials log in'];
const both = `${alive}|${login}`;

const known = 'signed-in user is known';

test('an editor, or the UI of Playwright, shows what is down, when it goes down and when it is up again', async (t) => {
  using workspace = new Workspace();
  const system: { down?: string } = {};
  const down = (path: string) => (path === system.down ? new Response('down', { status: 500 }) : undefined);
  await using tiny = await startTinySystem(workspace, down);
  const told = { WATCHPOST_TARGET: tiny.target, WATCHPOST_TIERS: 'http', WATCHPOST_SET: patient, ...tiny.environment };
  await using editor = await Editor.open(workspace, told);

  await t.test('in the tree stands what the target watches, and nothing is asked for it', async () => {
    const titles = await editor.list();
    assert.ok(titles.includes(alive) && titles.includes(login), `${titles}`);
    assert.ok(!titles.some((title) => title.includes('clock')), 'what the target does not watch is not in the tree');
    assert.deepEqual(tiny.requests, [], 'nothing is asked for a list');
  });

  await t.test('all is up', async () => {
    assert.deepEqual(await editor.run(both), { [alive]: 'passed', [login]: 'passed' });
  });

  await t.test('the login is down, and who needs it is not run', async () => {
    system.down = '/session';
    const { [alive]: health, [login]: failing, ...blocked } = await editor.run(`${both}|${known}`);
    assert.equal(health, 'passed');
    assert.match(failing ?? '', /the login with good credentials answered 500/);
    assert.match(Object.values(blocked).join('\n'), /^CheckFailed: not run \(blocked\): no session/);
  });

  await t.test('the login is up again and the health down, with the reporters of the configuration too', async () => {
    system.down = '/health';
    const shown = await editor.run(both, { disableConfigReporters: false });
    assert.match(shown[alive] ?? '', /GET \/health answered 500/);
    assert.equal(shown[login], 'passed');
  });

  await t.test('the other way round, and none of it is recorded', async () => {
    system.down = '/session';
    const shown = await editor.run(both, { disableConfigReporters: false });
    assert.equal(shown[alive], 'passed');
    assert.match(shown[login] ?? '', /answered 500/);
    const written = existsSync(workspace.reports) ? readdirSync(workspace.reports, { recursive: true }) : [];
    assert.deepEqual(
      written.filter((name) => /run-record|journal|error-context/.test(String(name))),
      [],
    );
  });
});
