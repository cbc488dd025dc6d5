import assert from 'node:assert/strict';
import test from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import type { RunRecord } from '#record/run-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { failing, sampleRecord } from './sample-record.ts';

const target = await loadTarget('loventia');
const dbLost = { 'api/ready': failing('dependency', '/ready 503 db=state:0') };
const red = sampleRecord(dbLost);
const advice = (record: RunRecord, previous?: RunRecord) =>
  diagnoseRun(record, target, previous ? { previous } : {}).causes[0]?.rollback;

test('without an earlier run it is unknown whether to roll back', () => {
  assert.deepEqual(advice(red), { advice: 'unknown', scope: 'api', why: 'yes if a rollout came just before' });
});

test('a release that came between good and bad is rolled back, that component only', () => {
  const previous = sampleRecord({}, { releases: { api: ['8de22aa'] } });
  assert.deepEqual(advice(red, previous), { advice: 'yes', scope: 'api', why: 'api 8de22aa -> 9ab12f0 came between' });
  const [cause] = diagnoseRun(red, target, { previous }).causes;
  assert.match(cause?.actions[0]?.command ?? '', /^aws ecs update-service /);
});

test('a release of the frontend says nothing for a fault of the API', () => {
  const previous = sampleRecord({}, { releases: { api: ['9ab12f0'], app: ['other'] } });
  assert.equal(advice(red, previous)?.advice, 'unknown');
});

test('what was red before the release came is not its fault', () => {
  const previous = sampleRecord(dbLost, { releases: { api: ['8de22aa'] } });
  assert.equal(advice(red, previous)?.advice, 'no');
  assert.equal(advice(red, sampleRecord(dbLost))?.advice, 'unknown');
});

test('a gate after a deploy rolls back without comparing', () => {
  assert.equal(advice({ ...red, trigger: 'deploy' })?.advice, 'yes');
});

test('what no release can have caused is never rolled back', () => {
  const record = { ...sampleRecord({ 'edge/dns:api': failing('dns', 'no') }), trigger: 'deploy' as const };
  assert.equal(advice(record)?.advice, 'no');
});
