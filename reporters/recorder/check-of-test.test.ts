import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import type { TestCase, TestResult } from '@playwright/test/reporter';
import { type Note, toAnnotation } from '#record/annotation.ts';
import type { Claim } from '#record/claim.ts';
import { createRedactor } from '#record/redactor.ts';
import { checkRecordSchema } from '#record/run-record.ts';
import { neverRan, toCheck } from './check-of-test.ts';

const claim: Claim = {
  id: 'auth/login',
  layer: 'auth',
  needs: ['api/health'],
  severity: 'P1',
  owner: 'backend',
  classes: ['auth', 'http-error'],
  watched: true,
  advisory: false,
};
const testCase = {
  title: 'good credentials let in',
  location: { file: resolve('checks/auth/login.check.ts'), line: 12, column: 1 },
  parent: { project: () => ({ name: 'http' }) },
} as unknown as TestCase;
const folder = 'reports/20261121-0730-7f3c';

interface Ending {
  status?: TestResult['status'];
  error?: string;
  advisory?: boolean;
  attachments?: { name: string; path?: string }[];
}

/** What becomes of a test that took these notes and ended so. */
function finished(notes: Note[], { status = 'passed', error, advisory = false, attachments = [] }: Ending = {}) {
  const result = {
    annotations: [{ type: '_claim', description: JSON.stringify(claim) }, ...notes.map(toAnnotation)],
    status,
    startTime: new Date('2026-11-21T07:30:00Z'),
    duration: 42,
    attachments,
    ...(error && { error: { message: error } }),
  } as unknown as TestResult;
  const done = toCheck({
    test: testCase,
    result,
    claim: { ...claim, advisory },
    folder,
    redact: createRedactor({ PASSWORD: 'hunter22' }),
  });
  assert.deepEqual(checkRecordSchema.parse(done.check), done.check);
  return done;
}
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
    const { check } = finished([{ kind: 'not-run', reason: 'misconfigured', message: 'not set: X' }], {
      status: 'skipped',
    });
    assert.partialDeepStrictEqual(check, { outcome: 'not-run', notRun: 'misconfigured', reason: 'not set: X' });
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

describe('what a check says about itself', () => {
  test('is its claim, its title, its tier and where it stands', () => {
    const { watched: _, ...rest } = claim;
    assert.partialDeepStrictEqual(finished([]).check, {
      ...rest,
      title: 'good credentials let in',
      tier: 'http',
      location: 'checks/auth/login.check.ts:12',
      startedAt: '2026-11-21T07:30:00.000Z',
      durationMs: 42,
    });
  });

  test('is everything it noted', () => {
    const { check, requests, browser } = finished([
      { kind: 'timing', name: 'tls', ms: 3 },
      { kind: 'hop', name: 'premium', ms: 230 },
      { kind: 'probe', name: 'a.jpg', ok: false, detail: 'answered 403' },
      { kind: 'certificate', host: 'api', daysLeft: 61, fingerprint: 'AB:CD' },
      { kind: 'remark', message: 'signed for 900 s more' },
      { kind: 'trace', traceId: '4bf92f35' },
      { kind: 'requests', sent: 3, refused: 1 },
      { kind: 'requests', sent: 2, refused: 0 },
      { kind: 'browser', version: '149.0' },
      { kind: 'exchange', method: 'GET', url: 'https://a.test/', phases: { total: 1 }, headers: {}, redirects: [] },
    ]);
    assert.partialDeepStrictEqual(check, {
      timings: { tls: 3 },
      hops: [{ name: 'premium', ms: 230 }],
      probes: [{ name: 'a.jpg', ok: false, detail: 'answered 403' }],
      certificates: [{ host: 'api', daysLeft: 61 }],
      remarks: ['signed for 900 s more'],
      traceId: '4bf92f35',
      exchanges: [{ method: 'GET', url: 'https://a.test/' }],
    });
    assert.deepEqual(requests, { sent: 5, refused: 1 });
    assert.equal(browser, '149.0');
  });

  test('is every release it saw of a component, each once', () => {
    const release = (component: string, seen: string): Note => ({ kind: 'release', component, release: seen });
    const { releases } = finished([release('api', '1'), release('api', '2'), release('api', '1'), release('app', '9')]);
    assert.deepEqual(releases, { api: ['1', '2'], app: ['9'] });
  });

  test('is each file it left, by its path in the folder of the run', () => {
    const { check } = finished([], {
      attachments: [{ name: 'trace', path: resolve(folder, 'evidence/a/trace.zip') }, { name: 'body' }],
    });
    assert.deepEqual(check.artifacts, [{ name: 'trace', path: 'evidence/a/trace.zip' }]);
  });
});

test('a check that never started is cut off and fits the record', () => {
  const check = neverRan(testCase, claim);
  assert.deepEqual(checkRecordSchema.parse(check), check);
  assert.partialDeepStrictEqual(check, { outcome: 'not-run', notRun: 'cut-off', attempts: 0 });
});
