import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { startTinySystem } from './e2e/tiny-system.ts';
import { Workspace } from './e2e/workspace.ts';
import { Machine, runStep } from './workflow/run-step.ts';

test('the schedule runs as GitHub calls it, and its own clock finds nothing to do when the other has just been there', async () => {
  using workspace = new Workspace();
  using machine = new Machine();
  machine.put('node', `#!/bin/sh\nexec "${process.execPath}" "$@"\n`);
  await using tiny = await startTinySystem(workspace);
  const context = {
    'vars.WATCHPOST_TARGET': tiny.target,
    'vars.WATCHPOST_STORE': workspace.store,
    'secrets.WATCHPOST_SECRETS': JSON.stringify(tiny.environment),
  };
  const environment = { ...workspace.environment, WATCHPOST_SET: '{"metrics.publish":"off"}' };
  const run = (started: Record<string, string>) =>
    runStep(machine, 'schedule', ({ name }) => name === 'Check', { context: { ...context, ...started }, environment });
  const dueAt = new Date(Date.now() - 90_000).toISOString();
  const first = await run({ 'inputs.cadence': 'http', 'inputs.scheduled-at': dueAt });
  assert.deepEqual([first.code, first.outputs], [0, { 'retention-days': '7' }], first.stdout);
  const record = workspace.record();
  assert.partialDeepStrictEqual(record, { cadence: 'http', trigger: 'schedule', tiers: ['http'], scheduledAt: dueAt });
  assert.match(first.summary, /^## OK tiny/);
  assert.ok(existsSync(join(workspace.reports, record?.id ?? '', 'scanned.txt')), 'what is uploaded was searched');
  const asked = tiny.requests.length;
  const second = await run({ 'github.event_name': 'schedule', 'github.event.schedule': '4-59/5 * * * *' });
  assert.deepEqual([second.code, tiny.requests.length], [0, asked], second.stdout);
  assert.match(second.stderr, /^watchpost: nothing to do: http is due every 5m, and a run of it ended \d+ s ago$/m);
});
