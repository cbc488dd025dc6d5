import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cadences } from '#record/vocabulary.ts';
import { everyMs } from './cadence.ts';
import { loadSettings } from './settings.ts';
import { problemsOf } from './target-for-test.ts';

const of = async (environment: Record<string, string>) => {
  const { trigger, tiers, cadence, target } = await loadSettings({
    STRIPE_SECRET_KEY: 'sk_test_1234567890abcdef',
    ...environment,
  });
  return { trigger, tiers, cadence, depth: target.billing.mode };
};

describe('a run of the schedule', () => {
  test('has the tiers and the depth of its cadence', async () => {
    const [trigger, all] = ['schedule', ['http', 'browser', 'purchase']];
    assert.partialDeepStrictEqual(await of({ WATCHPOST_CADENCE: 'http' }), {
      trigger,
      tiers: ['http'],
      cadence: 'http',
    });
    assert.deepEqual((await of({ WATCHPOST_CADENCE: 'browser' })).tiers, ['http', 'browser']);
    assert.partialDeepStrictEqual(await of({ WATCHPOST_CADENCE: 'purchase' }), { tiers: all, depth: 'api' });
    assert.partialDeepStrictEqual(await of({ WATCHPOST_CADENCE: 'hosted' }), { tiers: all, depth: 'hosted' });
  });

  test('goes no deeper than the target allows, and does what it is told besides', async () => {
    const audited = { WATCHPOST_CADENCE: 'hosted', WATCHPOST_SET: '{"billing.mode":"audit"}' };
    assert.equal((await of(audited)).depth, 'audit');
    const told = {
      WATCHPOST_CADENCE: 'purchase',
      WATCHPOST_TIERS: 'http',
      WATCHPOST_TRIGGER: 'manual',
      WATCHPOST_DEPTH: 'off',
    };
    assert.deepEqual(await of(told), { trigger: 'manual', tiers: ['http'], cadence: 'purchase', depth: 'off' });
  });

  test('of a cadence that there is not is a problem; an empty one is none', async () => {
    const [problem] = await problemsOf(loadSettings({ WATCHPOST_CADENCE: 'hourly' }));
    assert.partialDeepStrictEqual(problem, { where: '--cadence', expected: `one of: ${cadences.join(', ')}` });
    assert.equal((await of({ WATCHPOST_CADENCE: '' })).trigger, 'manual');
  });

  test('comes as often as the target says, for every cadence', async () => {
    const { target } = await loadSettings({});
    assert.deepEqual(Object.keys(target.schedule), [...cadences]);
    assert.deepEqual(['90m', '2h', '1d'].map(everyMs), [5_400_000, 7_200_000, 86_400_000]);
  });
});
