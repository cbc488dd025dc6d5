import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { draftOf, finalizeRecord } from './finalize-record.ts';
import { runRecordSchema } from './run-record.ts';
import { aCheck, aFailure, aNotRun } from './samples/sample-check.ts';
import { aDraft } from './samples/sample-record.ts';

describe('closing a record', () => {
  test('hands over what fits the schema, whatever became of the checks', () => {
    const checks = [
      aCheck('api/health'),
      aFailure('edge/dns:api', 'dns'),
      aNotRun('auth/login', 'blocked', { needs: ['edge/dns:api'] }),
      aNotRun('auth/me', 'cut-off'),
    ];
    const record = finalizeRecord(aDraft(checks, { harness: ['boom'], releases: { api: ['1'] } }), {
      signal: 'SIGTERM',
    });
    assert.deepEqual(runRecordSchema.parse(JSON.parse(JSON.stringify(record))), record);
    assert.deepEqual(record.checks[2]?.causedBy, ['edge/dns:api']);
    assert.equal(record.verdict.name, 'terminated');
    assert.equal(record.complete, true);
  });

  test('gives back what it was made from, and the same again', () => {
    const checks = [aFailure('edge/dns:api', 'dns'), aNotRun('auth/login', 'blocked', { needs: ['edge/dns:api'] })];
    for (const draft of [aDraft(checks, { warnings: ['a mute is over'], releases: { api: ['1'] } }), aDraft([])]) {
      const record = finalizeRecord(draft);
      assert.deepEqual(draftOf(record).header, draft.header);
      assert.deepEqual(finalizeRecord(draftOf(record)), record);
    }
  });

  test('of an empty run fits the schema too', () => {
    const record = finalizeRecord(aDraft([]));
    assert.deepEqual(runRecordSchema.parse(JSON.parse(JSON.stringify(record))), record);
    assert.equal(record.verdict.code, 5);
  });

  test('says how long the run took, and never less than nothing', () => {
    assert.equal(finalizeRecord(aDraft([])).durationMs, 21_400);
    assert.equal(finalizeRecord(aDraft([], { endedAt: '2026-11-21T02:00:00.000Z' })).durationMs, 0);
  });

  test('changes nothing of what it was given', () => {
    const draft = aDraft([aFailure('api/health', 'tcp'), aFailure('auth/login', 'tcp', { needs: ['api/health'] })]);
    const before = structuredClone(draft);
    finalizeRecord(draft);
    assert.deepEqual(draft, before);
  });
});
