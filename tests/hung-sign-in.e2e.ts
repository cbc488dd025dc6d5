import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkOf, firstScreen, told } from './e2e/ended-run.ts';
import { checkTiny, holding, startTinySystem } from './e2e/tiny-system.ts';
import { Workspace } from './e2e/workspace.ts';

test('a sign-in that takes requests and answers none is told as that, with what to do on any platform', async () => {
  using workspace = new Workspace();
  await using tiny = await startTinySystem(workspace, holding('/session'));
  const flags = ['--tier', 'http', '--check', 'api/health', '--check', 'auth/login', '--set', 'budgets.request=600'];
  const run = await checkTiny(workspace, tiny, flags);
  assert.equal(run.code, 1, told(run));
  assert.equal(checkOf(run, 'auth/login')?.failure?.facts.phase, 'request');
  const screen = firstScreen(run).replaceAll(/\s+/g, ' ');
  assert.match(screen, /^FAILED P1 tiny .* Cause Sign-in takes requests and does not answer them: /);
  assert.match(screen, / Affected everyone who signs in; sessions that are open go on\. Still fine: the API /);
  assert.match(screen, / Rollback a rollout of the API .* -> yes, .*; else no Do 1 /);
  assert.doesNotMatch(screen, /nothing in the runbook|\baws\b|Cause 2/);
});
