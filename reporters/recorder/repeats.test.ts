import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CheckRecord } from '#record/run-record.ts';
import { aCheck, aFailure } from '#record/samples/sample-check.ts';
import { Repeats } from './repeats.ts';

const pass = aCheck('api/health');
const fail = aFailure('api/health', 'http-error', { artifacts: [{ name: 'trace', path: 'a/trace.zip' }] });
const cutOff: CheckRecord = { ...pass, outcome: 'not-run', notRun: 'cut-off', reason: 'the run ended', attempts: 0 };
const slow: CheckRecord = { ...aFailure('api/health', 'latency'), outcome: 'degraded' };
const { failure } = fail;

/** What a check comes to when its tests end so, one after another; a letter is a test. */
function after(...ends: readonly (readonly [test: string, check: CheckRecord])[]): CheckRecord {
  const repeats = new Repeats();
  const records = ends.map(([name, check]) => repeats.add(name, check));
  return records.at(-1) ?? assert.fail('nothing ended');
}

describe('a check that is tried again', () => {
  test('is degraded when it passes then, and keeps why it failed and what it left', () => {
    const check = after(['a', fail], ['a', pass]);
    assert.partialDeepStrictEqual(check, { outcome: 'degraded', attempts: 2, failure, artifacts: fail.artifacts });
    assert.equal(check.reason, 'passed only when it was tried again: http-error was seen');
  });

  test('is failed when it fails again', () => {
    assert.partialDeepStrictEqual(after(['a', fail], ['a', fail]), { outcome: 'fail', attempts: 2, failure });
  });

  test('says how often in a row it failed in the same way', () => {
    assert.equal(after(['a', fail], ['a', fail], ['a', fail]).seen, 3);
    assert.equal(after(['a', fail], ['a', aFailure('api/health', 'timeout')]).seen, undefined);
    assert.equal(after(['a', fail], ['a', pass]).seen, undefined);
  });

  test('is one check with the first where another test asked again', () => {
    const repeats = new Repeats();
    repeats.add('a', fail);
    assert.partialDeepStrictEqual(repeats.addAgain(fail), { outcome: 'fail', attempts: 2, seen: 2, remarks: [] });
    assert.partialDeepStrictEqual(repeats.addAgain(pass), {
      outcome: 'degraded',
      degraded: 'second-try',
      heldAgain: true,
    });
  });

  test('stays failed when the run ended before it was over', () => {
    assert.partialDeepStrictEqual(after(['a', fail], ['a', cutOff]), { outcome: 'fail', failure });
  });

  test('stays degraded however often it passes afterwards', () => {
    assert.equal(after(['a', fail], ['a', fail], ['a', pass]).outcome, 'degraded');
  });
});

describe('a check that is repeated', () => {
  for (const [worst, ends] of [
    ['pass', [pass, pass]],
    ['degraded', [pass, slow, pass]],
    ['not-run', [slow, cutOff, pass]],
    ['fail', [pass, cutOff, fail, slow]],
  ] as const) {
    test(`comes out as ${worst} where that is the worst of ${ends.length}`, () => {
      const check = after(...ends.map((end, at) => [String(at), end] as const));
      assert.equal(check.outcome, worst);
      assert.equal(check.attempts, ends.filter((end) => end !== cutOff).length);
    });
  }

  test('says how often it came out how', () => {
    assert.deepEqual(after(['a', fail], ['b', pass], ['c', pass]).remarks, ['repeated: 1 fail, 2 pass']);
  });

  test('is known to have ended test by test', () => {
    const repeats = new Repeats();
    repeats.add('a', pass);
    assert.deepEqual([repeats.has('a', pass), repeats.has('b', pass)], [true, false]);
  });
});

test('a check that is run once is left as it is', () => {
  assert.equal(after(['a', fail]), fail);
});
