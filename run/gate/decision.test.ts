import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { aFailure, degraded, notRun } from '#record/samples/sample-check.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { pastRunOf } from '#store/past-runs.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { decide, exitOf, isDoubtful, isSure, type Round } from './decision.ts';
import type { Deployed } from './gate-cause.ts';

const target = await loadTarget('loventia');
const earlier = { endedAt: '2026-11-21T02:41:05.000Z' };
const well = pastRunOf({ ...sampleRecord(), ...earlier });
const components = [
  { name: 'api', expected: '5e0c1d2', release: '5e0c1d2', before: '9ab12f0', state: 'arrived' as const },
];
const deployed = (differing: Partial<Deployed> = {}): Deployed => ({
  before: { runs: [well] },
  components,
  migration: false,
  ...differing,
});

function round(record = sampleRecord(), kind: Round['kind'] = 'all'): Round {
  return { kind, record, causes: diagnoseRun(record, target).causes };
}
const withFault = (fault: string) => round(sampleRecord(changesOf(fault)));
const judged = (rounds: Round[], differing: Partial<Deployed> = {}) => {
  const { verdict, blocks, rollback, scope } = decide(rounds, deployed(differing), target);
  return [verdict, blocks, rollback, scope];
};
const twice = (fault: string) => [withFault(fault), withFault(fault)];

describe('the decision on a deploy', () => {
  test('rolls back what came with it, of the part that brought it', () => {
    for (const fault of ['ready-db', 'login-500', 'cookie-flags', 'cors', 'webhook-500', 'webhook-swallowed'])
      assert.deepEqual(judged(twice(fault)), ['failed', true, 'yes', 'backend'], fault);
    for (const fault of ['asset-missing', 'blank-page', 'frontend-down'])
      assert.deepEqual(judged(twice(fault)), ['failed', true, 'yes', 'frontend'], fault);
    const both = round(sampleRecord({ ...changesOf('cookie-flags'), ...changesOf('asset-missing') }));
    assert.deepEqual(judged([both, both]), ['failed', true, 'yes', 'both']);
    const { why } = decide(twice('ready-db'), deployed(), target);
    assert.equal(why, 'came with api 9ab12f0 -> 5e0c1d2, last good 02:41Z');
  });

  test('tells what the first look alone could see: later ones have a session of their own', () => {
    assert.deepEqual(judged([withFault('sessions-dropped'), round()]), ['degraded', false, 'unsure', 'backend']);
    const { causes, passing } = decide([withFault('sessions-dropped'), round(), round()], deployed(), target);
    assert.deepEqual([causes.map(({ name }) => name), passing], [['auth/session-survives'], []]);
  });

  test('never rolls back what no release has brought, and holds nothing up for others', () => {
    for (const fault of [
      'tls-expired',
      'dns',
      'clock-drift',
      'webhook-disabled',
      'stripe-outage',
      'stripe-says-trouble',
    ])
      assert.equal(decide(twice(fault), deployed(), target).rollback, 'no', fault);
    assert.deepEqual(judged(twice('stripe-outage')), ['degraded', false, 'no', 'none']);
    assert.deepEqual(judged(twice('hosted-page-changed')), ['degraded', false, 'no', 'none']);
    assert.deepEqual(judged(twice('tls-expired')), ['failed', false, 'no', 'none']);
  });

  test('is unsure of what works less well, of a migration, and of what nobody has looked at before', () => {
    assert.deepEqual(judged(twice('flaky-task')), ['degraded', false, 'unsure', 'backend']);
    assert.deepEqual(judged(twice('ready-db'), { migration: true }), ['failed', true, 'unsure', 'backend']);
    assert.deepEqual(judged(twice('ready-db'), { before: { runs: [] } }), ['failed', true, 'unsure', 'backend']);
  });

  test('does not blame a deploy for what was red before it, unless it has become worse', () => {
    const red = pastRunOf({ ...sampleRecord(changesOf('ready-db')), ...earlier });
    const before = { runs: [well, red] };
    assert.deepEqual(judged(twice('ready-db'), { before }), ['degraded', false, 'no', 'none']);
    const { why } = decide(twice('ready-db'), deployed({ before }), target);
    assert.equal(why, 'red since 02:41Z, before the deploy');
    assert.deepEqual(judged(twice('login-500'), { before: { runs: [red] } })[0], 'degraded', 'login was down with it');
    const strained = pastRunOf({ ...sampleRecord({ 'api/ready': degraded('latency') }), ...earlier });
    assert.deepEqual(judged(twice('ready-db'), { before: { runs: [strained] } }), ['failed', true, 'yes', 'backend']);
  });

  test('does not take for older what another party stood in the way of before', () => {
    const refused = pastRunOf({
      ...sampleRecord({ 'auth/login': aFailure('auth/login', 'rate-limited') }),
      ...earlier,
    });
    const found = decide(twice('login-500'), deployed({ before: { runs: [well, refused] } }), target);
    assert.deepEqual([found.verdict, found.blocks, found.rollback], ['failed', true, 'unsure']);
    assert.equal(found.why, 'it was red since 02:41Z for another reason (rate-limited), which may have hidden it');
  });

  test('takes from CloudWatch what failed before, and claims nothing of what was only strained', () => {
    const published = (fault: string) => [
      {
        ...pastRunOf({ ...sampleRecord(changesOf(fault)), ...earlier }),
        claims: { 'api/ready': { outcome: 'fail' as const }, 'api/steady': { outcome: 'pass' as const } },
      },
    ];
    const before = { runs: [], published: published('ready-db') };
    assert.deepEqual(judged(twice('ready-db'), { before }), ['degraded', false, 'no', 'none']);
    const { rollback, why } = decide(twice('flaky-task'), deployed({ before }), target);
    assert.equal(rollback, 'unsure');
    assert.match(why, /^it did not fail at 02:41Z; whether it worked less well then nobody has written down$/);
  });

  test('is that of a run that says nothing: a harness fault, a refused secret, nothing selected', () => {
    const open = round(sampleRecord({ 'api/steady': notRun('cut-off') }));
    assert.deepEqual(judged([open]), ['inconclusive', false, 'no', 'none']);
    const empty = round(sampleRecord({}, { checks: [], expected: [] }));
    assert.deepEqual(judged([empty])[0], 'empty');
    const offline = round(sampleRecord({}, { harness: ['a worker died'] }));
    assert.deepEqual(judged([offline]).slice(0, 3), ['inconclusive', false, 'no']);
  });

  test('tells what failed once from what fails: it lets pass and says so', () => {
    const { verdict, blocks, passing } = decide([withFault('ready-db'), round()], deployed(), target);
    assert.deepEqual([verdict, blocks, passing], ['degraded', false, ['api/ready']]);
    const again = round(sampleRecord({ 'api/ready': { ...degraded('dependency'), heldAgain: true } }), 'critical');
    assert.deepEqual(decide([again, round()], deployed(), target).passing, ['api/ready'], 'within one look');
  });

  test('finds slow by the median of rounds against the median before, not by one slow answer', () => {
    const taking = (ms: number) => round(sampleRecord({ 'api/health': { timings: { health: ms } } }));
    const before = { runs: [40, 60, 50].map((ms) => pastRunOf(taking(ms).record)) };
    const slower = (...all: number[]) => decide(all.map(taking), deployed({ before }), target).slower;
    assert.deepEqual(slower(45, 4_000, 50), []);
    assert.deepEqual(slower(900, 45, 800), [{ what: 'api/health: health', nowMs: 800, beforeMs: 50 }]);
    assert.deepEqual(slower(200, 210, 190), [], 'four times as long, and nobody notices');
    const refused = pastRunOf(round(sampleRecord({ 'api/health': aFailure('api/health', 'http-error') })).record);
    const quick = { ...refused.claims['api/health'], outcome: 'fail' as const, ms: { health: 4 } };
    const failing = { ...refused, claims: { ...refused.claims, 'api/health': quick } };
    const { slower: mended } = decide([900, 950, 800].map(taking), deployed({ before: { runs: [failing] } }), target);
    assert.deepEqual(mended, [], 'a quick refusal is no time to be compared with');
    const { verdict, rollback } = decide([900, 950, 800].map(taking), deployed({ before }), target);
    assert.deepEqual([verdict, rollback], ['degraded', 'unsure']);
  });
});

describe('the looks at a deploy', () => {
  const sure = (...rounds: Round[]) => isSure(rounds, deployed());

  test('are over when a failure was seen twice, or once where it does not come and go', () => {
    assert.equal(sure(withFault('ready-db')), false);
    assert.equal(isDoubtful([withFault('ready-db')], deployed()), true);
    assert.equal(sure(withFault('ready-db'), withFault('ready-db')), true);
    assert.equal(sure(withFault('asset-missing')), true);
  });

  test('are over when one look has asked again and seen the same', () => {
    const again = withFault('ready-db');
    for (const check of again.record.checks) if (check.outcome === 'fail') check.seen = 2;
    assert.equal(sure(again), true);
    assert.equal(sure(again, round()), false);
  });

  test('go on where it is not sure what it is, or was red before', () => {
    const vague = () => withFault('webhook-500');
    assert.equal(sure(vague(), vague()), false);
    assert.equal(sure(vague(), vague(), vague()), true);
    assert.equal(sure(withFault('ready-db'), round(), withFault('ready-db')), false);
    const red = pastRunOf({ ...sampleRecord(changesOf('ready-db')), ...earlier });
    assert.equal(isSure(twice('ready-db'), deployed({ before: { runs: [red] } })), false);
    assert.equal(isDoubtful(twice('ready-db'), deployed({ before: { runs: [red] } })), false);
  });
});

test('the exit code holds a deploy up only where it blocks and may', () => {
  const block = { mode: 'block', isRollback: false } as const;
  const failed = { verdict: 'failed', blocks: true } as const;
  const open = { verdict: 'inconclusive', blocks: false } as const;
  assert.equal(exitOf(failed, block), 1);
  assert.equal(exitOf(failed, { ...block, mode: 'observe' }), 2);
  assert.equal(exitOf({ ...failed, blocks: false }, block), 2);
  assert.equal(exitOf(failed, { ...block, isRollback: true }), 2);
  assert.equal(exitOf(open, block), 3);
  assert.equal(exitOf(open, { ...block, mode: 'observe' }), 2);
  assert.equal(exitOf(open, { ...block, onInconclusive: 'pass' }), 2);
  assert.equal(exitOf(open, { ...block, mode: 'observe', onInconclusive: 'block' }), 3);
  assert.equal(exitOf({ verdict: 'empty', blocks: false }, { ...block, mode: 'observe' }), 5);
  assert.equal(exitOf({ verdict: 'ok', blocks: false }, block), 0);
});
