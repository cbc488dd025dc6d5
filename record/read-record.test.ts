import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { readRecord } from './read-record.ts';
import { aDegraded, aFailure, failing } from './samples/sample-check.ts';
import { sampleRecord } from './samples/sample-record.ts';

/** The record as version 1 wrote it. */
function asVersion1(record: object): object {
  const { checks, ...rest } = structuredClone(record) as { checks: Record<string, unknown>[] };
  for (const check of checks) {
    delete check['rulesOut'];
    delete check['degraded'];
    const failure = check['failure'] as Record<string, unknown> | undefined;
    if (failure) for (const name of ['code', 'facts']) delete failure[name];
  }
  return { ...rest, schema: 1, checks };
}

test('a record of today is read as it is', () => {
  const record = sampleRecord({ 'api/ready': failing('dependency') });
  assert.deepEqual(readRecord(JSON.parse(JSON.stringify(record))), record);
});

test('a record of version 1 is read with what it says, and no more', () => {
  const checks = [
    aFailure('api/ready', 'dependency'),
    aDegraded('api/health', 'http-error', { attempts: 2 }),
    aDegraded('images/profile', 'latency'),
  ];
  const read = readRecord(asVersion1(sampleRecord({}, { checks })));
  assert.deepEqual(
    read.checks.map(({ failure, degraded, rulesOut }) => [failure?.class, failure?.code, degraded, rulesOut]),
    [
      ['dependency', 'not-recorded', undefined, []],
      ['http-error', 'not-recorded', 'second-try', []],
      ['latency', 'not-recorded', 'slow', []],
    ],
  );
});

test('what is no record is refused', () => {
  for (const value of [undefined, null, 'text', [], {}, { schema: 1 }, { ...sampleRecord(), schema: 99 }])
    assert.throws(() => readRecord(value), z.ZodError);
});
