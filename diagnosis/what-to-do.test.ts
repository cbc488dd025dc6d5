import assert from 'node:assert/strict';
import test from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { frontendFailures } from '#checks/frontend/failures.ts';
import { failingAs } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';

test('what is to be thought of when it is still red is of this incident, and not of the next day', async () => {
  const facts = {
    count: 1,
    total: 9,
    name: '/main.js',
    detail: 'is text/html',
    assetKind: 'script',
    type: 'text/html',
  } as const;
  const changes = { 'frontend/assets': failingAs(frontendFailures['asset-fallback'], facts) };
  const record = sampleRecord(changes);
  const [cause] = diagnoseRun(record, await loadTarget('loventia')).causes;
  assert.equal(cause?.incidents[0].id, 'asset-fallback');
  const waits = Date.parse(cause?.otherwise?.at ?? '') - Date.parse(record.endedAt);
  assert.ok(waits <= 60 * 60_000, cause?.otherwise?.text);
});
