import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ChildRun, lastJsonIn, runChild } from '#cli/child-run.ts';
import { type GateAnswer, gateAnswerSchema } from '#run/gate/gate-answer.ts';
import { gatesSoFar } from '#run/gate/ledger.ts';
import { openStore } from '#store/open-store.ts';
import { type Instead, startTinySystem, type TinySystem, unpublished } from './e2e/tiny-system.ts';
import { Workspace } from './e2e/workspace.ts';

const flags = ['--layer', 'api', '--tier', 'http', '--rounds', '1', '--bake', '0s', '--mode', 'block', '--json'];

const gate = (workspace: Workspace, { target, environment }: TinySystem, more = {}, given: string[] = []) =>
  runChild('gate.ts', ['--target', target, ...unpublished, ...flags, ...given], {
    folder: workspace.folder,
    environment: { ...environment, ...more },
    signal: AbortSignal.timeout(120_000),
  });

const answerOf = (run: ChildRun): GateAnswer => {
  const line = lastJsonIn(run);
  assert.ok(line, run.err);
  return gateAnswerSchema.parse(JSON.parse(line));
};

/** Refuses one request in three of a path. */
function oneInThree(path: string): Instead {
  let asked = 0;
  return (found) => {
    if (found !== path) return undefined;
    asked += 1;
    return asked % 3 === 0 ? new Response('no', { status: 503 }) : undefined;
  };
}

describe('a gate', { concurrency: 2 }, () => {
  test('of a target that fails one request in three holds its deploy up, and says that it is a share', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace, oneInThree('/health'));
    const run = await gate(workspace, tiny, {}, ['--set', 'apis.web.steady={"requests":12}']);
    const { verdict, causes } = answerOf(run);
    assert.deepEqual([run.code, verdict, causes.length], [1, 'failed', 1], run.err);
    assert.equal(causes[0]?.check, 'api/steady');
    assert.match(causes[0].message, /^[45] of 12 fresh connections were not served/);
  });

  test('beside another of the same target and store answers as if it were alone, and both are counted', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace);
    const shared = { WATCHPOST_STORE: workspace.store };
    const one = async () => {
      using own = new Workspace();
      return await gate(own, tiny, shared, ['--check', 'api/health']);
    };
    for (const run of await Promise.all([one(), one()]))
      assert.deepEqual([run.code, answerOf(run).verdict], [0, 'ok'], run.err);
    const counted = await gatesSoFar(openStore({ name: 'tiny', environment: 'test' }, shared));
    assert.deepEqual(
      counted.map(({ verdict, blocks }) => [verdict, blocks]),
      [
        ['ok', false],
        ['ok', false],
      ],
    );
  });
});
