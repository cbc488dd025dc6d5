import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { assertEnding, firstScreen, told } from './e2e/ended-run.ts';
import { startCloudWatch } from './e2e/start-cloudwatch.ts';
import { root, runToEnd } from './e2e/start-run.ts';
import { answering, checkTiny, startTinySystem } from './e2e/tiny-system.ts';
import { Workspace } from './e2e/workspace.ts';

// What goes wrong around the checks is never the target's fault: the answer is told, a line says what it was, and the run
// ends with 3 unless a claim of the target fails as well.

const health = ['--tier', 'http', '--check', 'api/health'];
const down = answering('/health', () => new Response('no', { status: 500 }));

describe("the answer is told and 1 stays the target's", { concurrency: 2 }, () => {
  test('when nothing can be written where the reports should be', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace);
    writeFileSync(join(workspace.folder, 'file'), '');
    const nowhere = { WATCHPOST_REPORTS: join(workspace.folder, 'file', 'reports') };
    const run = await checkTiny(workspace, tiny, health, nowhere);
    assert.equal(run.code, 0, told(run));
    assert.match(firstScreen(run), /^OK/);
    const [, instead] = /^watchpost: the reports are in (\S+), because of ENOTDIR.*$/m.exec(run.stderr) ?? [];
    assert.equal(readdirSync(instead ?? '').length, 1, told(run));
    rmSync(instead ?? '', { recursive: true });
  });

  test('when nothing of the store can be read or kept, and a claim of the target fails', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace, down);
    mkdirSync(workspace.store, { recursive: true });
    writeFileSync(join(workspace.store, 'tiny-test'), '');
    const run = await checkTiny(workspace, tiny, health);
    assertEnding(run, 1, 'failed');
    assert.match(firstScreen(run), /^FAILED/);
    assert.match(run.stderr, /^watchpost: what the next run needs could not be kept/m);
  });

  test('before CloudWatch is asked, which may take as long as it likes, and when what earlier runs have left is no JSON', async () => {
    using workspace = new Workspace();
    await using cloudwatch = await startCloudWatch(() => 'error');
    await using tiny = await startTinySystem(workspace);
    mkdirSync(join(workspace.store, 'tiny-test'), { recursive: true });
    writeFileSync(join(workspace.store, 'tiny-test', 'history.json'), '{"redRuns":');
    const flags = ['--target', tiny.target, '--trigger', 'schedule', ...health];
    const run = await runToEnd(workspace, ['check', ...flags], { ...tiny.environment, ...cloudwatch.environment });
    assertEnding(run, 0, 'ok');
    const [answer, sent] = [run.stdout.indexOf('\nHeld '), run.stdout.indexOf('\nSent ')];
    assert.ok(answer > 0 && sent > answer, told(run));
    assert.match(
      run.stdout,
      /\nSent {6}0 data points to CloudWatch in \d+ requests?; \d+ kept for the next run; .*\n$/,
    );
    assert.match(run.stderr, /^watchpost: set aside, because it could not be read: history\.json\.bad-\S+$/m);
    assert.match(run.record?.notes?.join() ?? '', /^set aside/);
    const kept = JSON.parse(readFileSync(join(workspace.store, 'tiny-test', 'history.json'), 'utf8'));
    assert.equal(kept.redRuns, 0, 'the next run finds a history that can be read');
  });

  test('when whoever reads it has gone, though the checks are still under way', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace);
    const flags = ['--target', tiny.target, '--set', 'metrics.publish=off', ...health];
    const ending = join(workspace.folder, 'ending');
    const program = `${process.execPath} ${join(root, 'cli', 'check.ts')} ${flags.join(' ')} 2>&1; echo "$?" > ${ending}`;
    const env = { ...process.env, ...workspace.environment, ...tiny.environment };
    await once(spawn('sh', ['-c', `(${program}) | true`], { cwd: root, env, stdio: 'ignore' }), 'close');
    assert.equal(readFileSync(ending, 'utf8'), '0\n');
    assert.equal(workspace.record()?.verdict.name, 'ok');
  });
});
