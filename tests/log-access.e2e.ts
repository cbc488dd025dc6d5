import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstScreen, told } from './e2e/ended-run.ts';
import { runToEnd } from './e2e/start-run.ts';
import { Workspace } from './e2e/workspace.ts';

test('a run that may search the log says which of several incidents it is', async () => {
  using workspace = new Workspace();
  const buy = ['--tier', 'purchase', '--depth', 'api', '--set', 'budgets.webhookGiveUp=3000'];
  const run = await runToEnd(workspace, ['start', '--fault', 'webhook-raw-body', '--evidence', 'logs', ...buy]);
  assert.equal(run.code, 1, told(run));
  assert.match(firstScreen(run), /The webhook body is altered before its signature is verified/);
  const { evidence, facts } = run.record?.checks.find(({ id }) => id === 'billing/webhook')?.failure ?? {};
  assert.match(evidence?.join('\n') ?? '', /^in the log: .*verified \d+ of \d+ bytes/m);
  assert.deepEqual(facts?.log, ['body-changed']);
});
