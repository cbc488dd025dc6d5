import assert from 'node:assert/strict';
import { test } from 'node:test';
import { targetNames } from '#targets/definition/load-target.ts';
import { ConfigError } from '#targets/definition/problem.ts';
import { bootDemo, demoSystem, systemNames } from './boot-demo.ts';
import type { DemoOptions } from './demo-options.ts';
import { expectBuildable } from './systems/loventia.ts';

/** The places that a boot is refused for. */
async function refusedFor(options: Partial<DemoOptions>): Promise<string[]> {
  const error = await bootDemo({ system: 'usage', latency: '0', ...options }).then(
    () => assert.fail('it was booted'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof ConfigError, String(error));
  return error.problems.map(({ where, found }) => `${where} ${found}`);
}

test('every system of the demo has a target of its name, and every fault of its rows', async () => {
  const targets = await targetNames();
  assert.ok(systemNames().length > 1);
  for (const name of systemNames()) {
    assert.ok(targets.includes(name), name);
    const { faults, rows } = await demoSystem(name);
    for (const { fault } of rows) assert.ok(fault in faults, `${name}: ${fault}`);
  }
});

test('a system, a fault, a host and evidence that are not there are refused before anything is opened', async () => {
  assert.deepEqual(await refusedFor({ rolloutFault: ['ready-cache'] }), ['--fault "ready-cache"']);
  assert.deepEqual(await refusedFor({ system: 'usage-metrics' }), ['--system "usage-metrics"']);
  const wrong = { fault: ['ready-db', 'dns:www'], latency: 'soon', evidence: ['secret'] };
  assert.deepEqual(await refusedFor(wrong), [
    '--fault "ready-db"',
    '--fault "www"',
    '--latency "soon"',
    '--evidence "secret"',
  ]);
});

test('pages that cannot be built where Watchpost lies are refused before that is tried', () => {
  for (const folder of ['/home/mia/C#/watchpost/', '/srv/what?/'])
    assert.throws(
      () => expectBuildable(folder),
      (thrown) => thrown instanceof ConfigError && thrown.message.includes(folder),
    );
  expectBuildable("/home/mia/a b%20ü'/watchpost/");
});

test('a booted system tells a run which target is its own', async () => {
  const { environment, front, close } = await bootDemo({ system: 'usage', latency: '0' });
  await close();
  assert.equal(environment['WATCHPOST_TARGET'], 'usage');
  assert.match(front, /^https:\/\/api\.usage\.test:\d+\/info$/);
});
