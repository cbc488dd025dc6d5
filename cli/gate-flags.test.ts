import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { recordedFolder } from '#record/samples/recorded.ts';
import { problemsOf } from '#targets/definition/target-for-test.ts';
import { gateOptionsOf } from './gate-flags.ts';

const usual = { fenceTimeout: '10m', rounds: '3', bake: '5m' };

test('the flags of a gate are durations, a count and words, and a record of before', async () => {
  const baseline = fileURLToPath(new URL('clean-run.json', recordedFolder('loventia')));
  const flags = { ...usual, bake: '250ms', release: ['api=5e0c1d2'], mode: 'block', baseline, migration: true };
  const { baseline: record, ...options } = await gateOptionsOf(flags);
  assert.deepEqual(options, {
    ...{ releases: ['api=5e0c1d2'], fenceTimeoutMs: 600_000, rounds: 3, bakeMs: 250, mode: 'block' },
    ...{ migration: true, isRollback: false },
  });
  assert.equal(record?.target, 'loventia');
});

test('every flag that does not fit is a problem, and a skip without a reason is none', async () => {
  const wrong = { fenceTimeout: '10', rounds: '0', bake: 'soon', mode: 'blok', onInconclusive: 'fail', skip: 'later' };
  const problems = await problemsOf(gateOptionsOf({ ...wrong, deployedAt: 'today', baseline: 'no-such-file.json' }));
  assert.deepEqual(problems.map(({ where }) => where).toSorted(), [
    ...[
      '--bake',
      '--baseline',
      '--deployed-at',
      '--fence-timeout',
      '--mode',
      '--on-inconclusive',
      '--rounds',
      '--skip',
    ],
  ]);
});
