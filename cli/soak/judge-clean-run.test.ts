import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failing } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { findingsIn } from './judge-clean-run.ts';

const clean = sampleRecord({});
const target = await loadTarget('loventia');

test('a clean run has no findings', () => {
  assert.deepEqual(findingsIn({ ...clean, publish: { sent: 1, kept: 0, lost: 0, requests: 1 } }, target), []);
});

test('whatever is not as it should be is a finding', () => {
  const { checks, expected } = sampleRecord({ 'api/health': failing('http-error', 'answered 500') });
  const record = {
    ...clean,
    checks,
    expected: [...expected, 'api/never'],
    harness: ['a worker crashed'],
    publish: { sent: 0, kept: 3, lost: 1, requests: 3 },
    verdict: { name: 'failed' as const, code: 1, reasons: [] },
  };
  assert.deepEqual(findingsIn(record, target), [
    'blames api/health: A route answers with an error',
    'blames the runner: Watchpost itself failed',
    'api/health fail: answered 500',
    'api/never was never decided',
    'harness: a worker crashed',
    '3 datapoints were kept back, 1 lost',
    'the verdict is failed',
  ]);
});
