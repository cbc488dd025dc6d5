import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { test } from 'node:test';
import { loadCores } from './load-cores.ts';
import { canSeeProcesses, processesWith } from './processes.ts';

const burning = () => processesWith('soak/cpu-load.ts').filter(({ parent }) => parent === process.pid);

test('every core is kept busy, and none of it is left', { skip: !canSeeProcesses }, async () => {
  {
    await using _load = loadCores();
    assert.equal(burning().length, availableParallelism());
  }
  assert.deepEqual(burning(), []);
});
