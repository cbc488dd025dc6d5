import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Editor } from './e2e/editor.ts';
import { startTinySystem } from './e2e/tiny-system.ts';
import { Workspace } from './e2e/workspace.ts';

const patient = JSON.stringify({ 'budgets.health': 60_000, 'budgets.login': 60_000 });
const [alive, login] = ['web is alive', 'good credentials log in'];
const both = `${alive}|${login}`;

/** Opens the checks of a system, of which parts can be put down meanwhile, in an editor. */
async function play(scene: (editor: Editor, system: { down?: string }, workspace: Workspace) => Promise<void>) {
  using workspace = new Workspace();
  const system: { down?: string } = {};
  const down = (path: string) => (path === system.down ? new Response('down', { status: 500 }) : undefined);
  await using tiny = await startTinySystem(workspace, down);
  const told = { WATCHPOST_TARGET: tiny.target, WATCHPOST_TIERS: 'http', WATCHPOST_SET: patient, ...tiny.environment };
  await using editor = await Editor.open(workspace, told);
  const titles = await editor.list();
  assert.ok(titles.includes(alive) && titles.includes(login), `${titles}`);
  assert.ok(!titles.some((title) => title.includes('clock')), 'what the target does not watch is not in the tree');
  assert.deepEqual(tiny.requests, [], 'nothing is asked for a list');
  await scene(editor, system, workspace);
}

describe('an editor, or the UI of Playwright', { concurrency: 2 }, () => {
  test('shows what is down, when it goes down and when it is up again', () =>
    play(async (editor, system) => {
      assert.deepEqual(await editor.run(both), { [alive]: 'passed', [login]: 'passed' });
      system.down = '/session';
      const shown = await editor.run(both);
      assert.equal(shown[alive], 'passed');
      assert.match(shown[login] ?? '', /the login with good credentials answered 500/);
      const blocked = await editor.run('signed-in user is known');
      assert.match(Object.values(blocked).join('\n'), /^CheckFailed: not run \(blocked\): no session/);
      system.down = '/health';
      assert.match((await editor.run(alive))[alive] ?? '', /GET \/health answered 500/);
    }));

  test('does so with the reporters of the configuration too, and records nothing', () =>
    play(async (editor, system, workspace) => {
      system.down = '/health';
      const shown = await editor.run(both, { disableConfigReporters: false });
      assert.match(shown[alive] ?? '', /GET \/health answered 500/);
      assert.equal(shown[login], 'passed');
      system.down = '/session';
      const then = await editor.run(both, { disableConfigReporters: false });
      assert.equal(then[alive], 'passed');
      assert.match(then[login] ?? '', /answered 500/);
      const written = existsSync(workspace.reports) ? readdirSync(workspace.reports, { recursive: true }) : [];
      assert.deepEqual(
        written.filter((name) => /run-record|journal|error-context/.test(String(name))),
        [],
      );
    }));
});
