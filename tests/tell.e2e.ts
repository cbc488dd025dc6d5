import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openReceivers } from '#demo/receivers/open-receivers.ts';
import { type RunRecord, runRecordSchema } from '#record/run-record.ts';
import { told } from './e2e/ended-run.ts';
import { runToEnd } from './e2e/start-run.ts';
import { answering, startTinySystem } from './e2e/tiny-system.ts';
import { Workspace } from './e2e/workspace.ts';

test('scheduled runs tell people once of an incident and once that it is over, and end the same where nobody can be told', async () => {
  using workspace = new Workspace();
  await using receivers = await openReceivers();
  let isDown = true;
  const down = answering('/health', () => new Response('no', { status: 500 }));
  await using tiny = await startTinySystem(workspace, (path) => (isDown ? down(path) : undefined));
  const tell = {
    team: { kind: 'slack', url: 'TINY_SLACK' },
    alive: { kind: 'heartbeat', url: 'TINY_ALIVE' },
  };
  const environment = {
    ...tiny.environment,
    ...{ TINY_SLACK: `${receivers.origin}/slack`, TINY_ALIVE: `${receivers.origin}/alive/5d41402a` },
  };
  const choice = ['--target', tiny.target, '--set', `tell=${JSON.stringify(tell)}`, '--set', 'metrics.publish=off'];
  const only = ['--tier', 'http', '--check', 'api/health', '--json'];
  const check = async (name: string, ...flags: string[]): Promise<RunRecord> => {
    const reports = { WATCHPOST_REPORTS: join(workspace.folder, name) };
    const run = await runToEnd(workspace, ['check', ...choice, ...only, ...flags], { ...environment, ...reports });
    const record = runRecordSchema.parse(JSON.parse(run.stdout));
    assert.equal(run.code, record.verdict.code, told(run));
    return record;
  };
  const scheduled = ['--trigger', 'schedule'];

  const first = await check('first', ...scheduled);
  assert.deepEqual([first.verdict.code, receivers.slack.length], [1, 0]);
  receivers.instead = (path) => (path.startsWith('/alive') ? new Response('', { status: 500 }) : undefined);
  const second = await check('second', ...scheduled);
  receivers.instead = undefined;
  assert.deepEqual([second.verdict, second.notes?.length, receivers.slack.length], [first.verdict, 1, 1]);
  isDown = false;
  const green = await check('over', '--tell');
  assert.deepEqual([green.verdict.code, receivers.slack.length, receivers.refused], [0, 2, []]);
  assert.match(receivers.slack[0]?.text ?? '', /^P\d tiny \(test\): /);
  assert.match(receivers.slack[1]?.text ?? '', /^Resolved after \d+ (s|min) tiny \(test\): [\s\S]*seen first 20/);
  assert.equal(receivers.beats.length, 2);
});
