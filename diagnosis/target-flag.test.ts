import assert from 'node:assert/strict';
import test from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';

const target = await loadTarget('loventia');

/** Every command of ours that the run with a dead runner prints. */
function commandsWith(targetFile?: string): string[] {
  const changes = { 'auth/login': { outcome: 'not-run', notRun: 'misconfigured', reason: 'not set: X' } } as const;
  const record = { ...sampleRecord({ ...changesOf('orphans-left'), ...changes }), ...(targetFile && { targetFile }) };
  const { causes } = diagnoseRun(record, target);
  const commands = causes.flatMap(({ actions }) => actions.flatMap(({ command }) => command ?? []));
  return commands.filter((command) => command.startsWith('npm run'));
}

test('a command names a target by its name where that finds it', () => {
  const commands = commandsWith();
  assert.ok(commands.length > 0);
  for (const command of commands) assert.match(command, / --target loventia\b/);
});

test('a target that was named by its file is named so in each command, and one that a shell would split is quoted', () => {
  for (const command of commandsWith('../shop/watch.ts')) assert.match(command, / --target \.\.\/shop\/watch\.ts\b/);
  for (const command of commandsWith("/srv/our shop/wat'ch.ts"))
    assert.match(command, / --target '\/srv\/our shop\/wat'\\''ch\.ts'/);
});
