import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { until } from './until.ts';
import type { Workspace } from './workspace.ts';

/** No process of the workspace's runs goes on, and what their workers shared is gone. */
export async function assertNothingIsLeft(workspace: Workspace): Promise<void> {
  await until('the last process to end', () => workspace.processes().length === 0, 60_000).catch(() => undefined);
  assert.deepEqual(
    workspace.processes().map(({ pid, parent, command }) => `${pid} of ${parent}: ${command.slice(0, 200)}`),
    [],
    'every process has ended',
  );
  const kept = readdirSync(workspace.temporary).filter((name) => name.startsWith('watchpost-'));
  assert.deepEqual(kept, [], 'the private folder is gone');
}
