import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import type { Note } from '#record/annotation.ts';
import { checkRecordSchema } from '#record/run-record.ts';
import { neverRan } from './check-of-test.ts';
import { claim, finished, folder, testCase } from './finished-for-test.ts';

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
  const check = neverRan(testCase, claim, false);
  assert.deepEqual(checkRecordSchema.parse(check), check);
  assert.partialDeepStrictEqual(check, { outcome: 'not-run', notRun: 'cut-off', attempts: 0 });
});

test('a check that was under way when the run ended says so', () => {
  const underWay = { ...testCase, results: [{}] } as typeof testCase;
  assert.partialDeepStrictEqual(neverRan(underWay, claim, false), { notRun: 'cut-off', attempts: 1 });
});
