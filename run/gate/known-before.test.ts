import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadSettings } from '#targets/definition/settings.ts';
import { problemsOf } from '#targets/definition/target-for-test.ts';
import type { GateOptions } from './gate-options.ts';
import { knownBefore } from './known-before.ts';

const settings = await loadSettings({ WATCHPOST_TARGET: 'loventia' });
const baseline = { ...sampleRecord(), releases: { api: ['9ab12f0'] } };
const components = [{ name: 'api', origin: 'https://api.shop.test', expected: '5e0c1d2' }];
const known = (differing: Partial<GateOptions>) =>
  knownBefore(
    {
      ...{ releases: ['api=5e0c1d2'], fenceTimeoutMs: 1, rounds: 1, bakeMs: 0 },
      ...{ migration: false, isRollback: false, baseline, ...differing },
    },
    components,
    settings,
    {},
    () => undefined,
  );

test('a baseline is compared with where it is of this target and this place of it', async () => {
  const { runs, remarks } = await known({});
  assert.deepEqual([runs.length, remarks], [1, undefined]);
  for (const other of [{ target: 'usage' }, { environment: 'live' as const }]) {
    const [problem] = await problemsOf(known({ baseline: { ...baseline, ...other } }));
    assert.equal(problem?.where, '--baseline');
  }
});

test('a baseline that ended in the deploy says nothing of before, and one that has met its release not what was red', async () => {
  const late = await known({ deployedAt: '2020-01-01T00:00:00.000Z' });
  assert.deepEqual(late.runs, []);
  assert.match(late.remarks?.join() ?? '', /^the baseline ended after the deploy began/);
  const releases = { api: ['9ab12f0', '5e0c1d2b3a49586776859403122130f4e5d6c7b8'] };
  const met = { ...sampleRecord(changesOf('ready-db')), releases };
  const { runs, remarks } = await known({ baseline: met });
  assert.deepEqual([runs[0]?.claims['api/ready'], runs[0]?.claims['api/health']?.outcome], [undefined, 'pass']);
  assert.match(remarks?.join() ?? '', /^the baseline has met what is deployed/);
  const back = await known({ baseline: met, isRollback: true });
  assert.equal(back.runs[0]?.claims['api/ready']?.outcome, 'fail', 'the way back leads to what was served once');
});
