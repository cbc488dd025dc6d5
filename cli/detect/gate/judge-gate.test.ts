import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GateAnswer } from '#run/gate/gate-answer.ts';
import { loventiaRows } from '../rows/loventia.ts';
import { expectedGate } from './expected-gate.ts';
import { type GateCase, gateCases } from './gate-case.ts';
import { judgeGate } from './judge-gate.ts';

function row(fault: string) {
  return loventiaRows.find((one) => one.fault === fault) ?? assert.fail(fault);
}
const released = (fault: string): GateCase => ({ situation: 'with', row: row(fault) });

const answer: GateAnswer = {
  ...{ schema: 1, target: 'loventia', verdict: 'failed', code: 1, blocks: true, mode: 'block' },
  ...{ rollback: 'yes', why: 'came with the deploy', scope: 'backend', releases: [], waitedMs: 0 },
  ...{ causes: [], rounds: [], remarks: [], report: '', observed: '' },
};
const wrongOf = (one: GateCase, code: number, differing: Partial<GateAnswer> = {}) =>
  judgeGate(one, { code, answer: { ...answer, ...differing }, seconds: 9 }).wrong;

test('a release that is broken by itself is to be held up and rolled back, by the part that brought it', () => {
  assert.deepEqual(expectedGate(released('login-500')), { code: 1, rollback: ['yes'], scope: 'backend' });
  assert.deepEqual(expectedGate(released('blank-page')), { code: 1, rollback: ['yes'], scope: 'frontend' });
  assert.deepEqual(wrongOf(released('login-500'), 1), []);
  assert.deepEqual(wrongOf(released('blank-page'), 1), ['scope frontend expected']);
});

test('what only works less well is to pass, for a person to decide', () => {
  assert.deepEqual(expectedGate(released('flaky-task')), { code: 2, rollback: ['unsure'] });
  assert.deepEqual(wrongOf(released('flaky-task'), 1), ['2 expected', 'rollback unsure expected']);
});

test('what no release brings is never to be rolled back, and holds up only where it is the app that fails', () => {
  for (const [fault, code] of Object.entries({
    ...{ dns: 2, 'tls-expired': 2, 'stripe-outage': 2, 'webhook-blocked': 2, 'tls-expiring': 2 },
    ...{ 'clock-drift': 1, 'webhook-disabled': 1, 'image-403': 1 },
  })) {
    assert.deepEqual(expectedGate(released(fault)), { code, rollback: ['no', 'unsure'] }, fault);
    assert.deepEqual(wrongOf(released(fault), code, { rollback: 'yes' }), ['rollback no or unsure expected'], fault);
  }
});

test('a release that is not there, or was red before, is not to be blamed', () => {
  assert.deepEqual(wrongOf({ situation: 'well' }, 0, { rollback: 'no' }), []);
  assert.deepEqual(wrongOf({ situation: 'never' }, 3, { rollback: 'no' }), []);
  assert.deepEqual(wrongOf(released('stale-release'), 3, { rollback: 'no' }), []);
  const before = { situation: 'before', row: row('ready-db') } as const;
  assert.deepEqual(wrongOf(before, 1), ['2 expected', 'rollback no expected']);
});

test('a gate that was killed, or says nothing, has not ended as it should', () => {
  const { wrong } = judgeGate({ situation: 'well' }, { code: null, answer: undefined, seconds: 240 });
  assert.deepEqual(wrong, ['ended with null and no answer']);
});

test('every fault is met once in a release, some before it, and all of it is looked at without a choice', () => {
  const all = gateCases(loventiaRows, false).map(({ situation }) => situation);
  assert.deepEqual(all.slice(0, 3), ['well', 'never', 'with']);
  assert.equal(all.filter((one) => one === 'with').length, loventiaRows.length);
  const chosen = gateCases([row('ready-db'), row('dns')], true);
  assert.deepEqual(
    chosen.map(({ situation, row: one }) => `${one?.fault} ${situation}`),
    ['ready-db with', 'dns with', 'ready-db before'],
  );
});
