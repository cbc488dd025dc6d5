import assert from 'node:assert/strict';
import test from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { frontendFailures } from '#checks/frontend/failures.ts';
import { failingAs } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';

const facts = {
  ...{ count: 1, total: 9, name: '/main.js', detail: 'is text/html', type: 'text/html' },
  assetKind: 'script' as const,
};
const record = sampleRecord({ 'frontend/assets': failingAs(frontendFailures['asset-fallback'], facts) });
const [cause] = diagnoseRun(record, await loadTarget('loventia')).causes;

test('what is to be thought of when it is still red is of this incident, and not of the next day', () => {
  assert.equal(cause?.incidents[0].id, 'asset-fallback');
  const waits = Date.parse(cause.otherwise?.at ?? '') - Date.parse(record.endedAt);
  assert.ok(waits <= 60 * 60_000, cause.otherwise?.text);
});

test('a step whose command asks for what the target does not name is told as to those who have none of it', () => {
  const [, edge] = cause?.actions ?? [];
  assert.equal(edge?.command, undefined);
  assert.match(edge?.text ?? '', /take that file out of the CDN or proxy$/);
});
