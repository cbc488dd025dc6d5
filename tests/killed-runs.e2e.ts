import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { assertNothingIsLeft } from './e2e/assert-nothing-is-left.ts';
import { canSeeProcesses, endAll } from './e2e/processes.ts';
import { runToEnd, startRun } from './e2e/start-run.ts';
import { startTinySystem, unpublished } from './e2e/tiny-system.ts';
import { until } from './e2e/until.ts';
import { Workspace } from './e2e/workspace.ts';

const checks = ['--check', 'auth/login', '--check', 'frontend/renders'];

describe('a run that nobody asked to stop', { concurrency: 2, skip: !canSeeProcesses }, () => {
  test('ends by itself, closed and with all it started, when its command is killed', async () => {
    using workspace = new Workspace();
    await using scene = await underWay(workspace);
    endAll(workspace.processes().filter(({ pid }) => pid === scene.run.pid));
    await scene.run.ended;
    await assertNothingIsLeft(workspace);
    assert.equal(workspace.record()?.verdict.name, 'interrupted');
  });

  test('leaves neither process nor token when all of it is killed and the next command begins', async () => {
    using workspace = new Workspace();
    await using scene = await underWay(workspace);
    assert.ok(isWritten(workspace.temporary, scene.token), 'the session is shared with other workers');
    // One of them may have begun another while they were listed, and what is killed is gone a moment later.
    await until('all of it to be gone', () => {
      endAll(workspace.processes());
      return workspace.processes().length === 0;
    });
    await scene.run.ended;
    assert.equal(isWritten(workspace.reports, scene.token), false, 'the trace under way is kept out of the reports');
    await runToEnd(workspace, ['publish', '--help']);
    await assertNothingIsLeft(workspace);
    assert.equal(isWritten(workspace.temporary, scene.token), false);
  });
});

/** A run whose browser waits for a page that never comes, after it has signed in. */
async function underWay(workspace: Workspace) {
  let loads = false;
  const tiny = await startTinySystem(workspace, (path) => {
    loads ||= path === '/app.js';
    return path === '/app.js' ? new Promise<never>(() => undefined) : undefined;
  });
  const patient = ['--set', 'budgets.page=100000'];
  const run = startRun(
    workspace,
    ['check', '--target', tiny.target, ...unpublished, ...checks, ...patient],
    tiny.environment,
  );
  await until('the browser to load a page', () => loads);
  await until('the login', () => workspace.journal().some((line) => line.includes('"id":"auth/login"')));
  return { run, token: tiny.token(), [Symbol.asyncDispose]: () => tiny[Symbol.asyncDispose]() };
}

/** Whether any file under the folder holds the text. */
function isWritten(folder: string, text: string): boolean {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.some((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(text));
}
