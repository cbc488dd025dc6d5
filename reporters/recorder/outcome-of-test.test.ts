import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Note } from '#record/annotation.ts';
import { finished } from './finished-for-test.ts';

const failure: Note = {
  kind: 'failure',
  class: 'auth',
  code: 'something-seen',
  facts: {},
  message: 'refused',
  party: 'app',
  unconfirmed: false,
  evidence: ['POST /login 401'],
};
const facts = {
  class: 'auth',
  code: 'something-seen',
  facts: {},
  message: 'refused',
  party: 'app',
  unconfirmed: false,
  evidence: ['POST /login 401'],
};

describe('the outcome of a check', () => {
  test('that passed is a pass', () => {
    const { check } = finished([]);
    assert.equal(check.outcome, 'pass');
    assert.equal(check.failure, undefined);
    assert.equal(check.attempts, 1);
  });

  test('that told why it failed is a failure of that class', () => {
    const { check } = finished([failure], { status: 'failed' });
    assert.equal(check.outcome, 'fail');
    assert.deepEqual(check.failure, facts);
  });

  test('that failed or was slow at a line of its own keeps the line beside that of its claim', () => {
    const at = 'checks/auth/login.check.ts:31';
    const slow: Note = {
      kind: 'degraded',
      reason: 'slow',
      class: 'latency',
      code: 'something-seen',
      facts: {},
      message: 'slow',
      evidence: [],
      at,
    };
    for (const [note, status] of [
      [{ ...failure, at }, 'failed'],
      [slow, 'passed'],
    ] as const) {
      const { check } = finished([note], { status });
      assert.deepEqual([check.failure?.at, check.location], [at, 'checks/auth/login.check.ts:12']);
    }
  });

  test('that failed and told nothing is our own fault, in one line without secrets', () => {
    const error = 'worker process exited unexpectedly, hunter22\n  at stack';
    const { check } = finished([], { status: 'failed', error });
    assert.equal(check.outcome, 'fail');
    assert.partialDeepStrictEqual(check.failure, { class: 'harness', party: 'suite' });
    assert.equal(check.failure?.message, 'worker process exited unexpectedly, [redacted PASSWORD]');
  });

  test('that timed out is a failure too', () => {
    assert.equal(finished([failure], { status: 'timedOut' }).check.outcome, 'fail');
    assert.equal(finished([], { status: 'timedOut' }).check.failure?.class, 'harness');
  });

  test('that was asked for nothing it could have is not run, for the reason it gave', () => {
    const { check } = finished(
      [{ kind: 'not-run', reason: 'misconfigured', message: 'no button', setting: 'consent-button' }],
      {
        status: 'skipped',
      },
    );
    assert.partialDeepStrictEqual(check, {
      outcome: 'not-run',
      notRun: 'misconfigured',
      reason: 'no button',
      setting: 'consent-button',
    });
  });

  test('that was skipped without a word is not run and decides nothing', () => {
    assert.partialDeepStrictEqual(finished([], { status: 'skipped' }).check, { outcome: 'not-run', notRun: 'blocked' });
  });

  test('that was interrupted is cut off', () => {
    assert.partialDeepStrictEqual(finished([], { status: 'interrupted' }).check, {
      outcome: 'not-run',
      notRun: 'cut-off',
    });
  });

  test('that passed on a second try is degraded, with two attempts', () => {
    const notes: Note[] = [
      {
        kind: 'degraded',
        reason: 'second-try',
        class: 'http-error',
        code: 'something-seen',
        facts: {},
        message: '502, then 200',
        evidence: ['502'],
      },
    ];
    assert.partialDeepStrictEqual(finished(notes).check, {
      outcome: 'degraded',
      reason: '502, then 200',
      attempts: 2,
      failure: {
        class: 'http-error',
        code: 'something-seen',
        facts: {},
        message: '502, then 200',
        party: 'app',
        unconfirmed: false,
        evidence: ['502'],
      },
    });
  });

  for (const [seen, party] of [
    ['tls', 'edge'],
    ['dns', 'edge'],
    ['stripe', 'third-party'],
    ['latency', 'app'],
    ['rate-limited', 'suite'],
  ] as const) {
    test(`that is degraded by ${seen} is answered for by ${party}`, () => {
      const note: Note = {
        kind: 'degraded',
        reason: 'advisory',
        class: seen,
        code: 'something-seen',
        facts: {},
        message: 'm',
        evidence: [],
      };
      assert.equal(finished([note]).check.failure?.party, party);
    });
  }

  test('that failed after it was slow is a failure', () => {
    const slow: Note = {
      kind: 'degraded',
      reason: 'slow',
      class: 'latency',
      code: 'something-seen',
      facts: {},
      message: 'slow',
      evidence: [],
    };
    assert.partialDeepStrictEqual(finished([slow, failure], { status: 'failed' }).check, {
      outcome: 'fail',
      failure: facts,
    });
  });

  test('that is only advice degrades, but a fault of ours stays one', () => {
    const advice = finished([failure], { status: 'failed', advisory: true });
    assert.partialDeepStrictEqual(advice.check, { outcome: 'degraded', reason: 'refused', failure: facts });
    assert.equal(finished([], { status: 'failed', advisory: true }).check.outcome, 'fail');
  });
});
