import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { type Changes, failing } from '#record/samples/sample-check.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';

const target = await loadTarget('loventia');

test('a cause is as bad as what it does to everybody', () => {
  const { 'frontend/cache': release = {} } = changesOf('index-cached-too-long');
  const blank = { ...failing('render', 'blank'), needs: ['frontend/cache'] };
  const severity = (changes: Changes) => diagnoseRun(sampleRecord(changes), target).causes[0]?.severity;
  assert.equal(severity({ 'frontend/cache': release }), 'P3');
  assert.equal(severity({ 'frontend/cache': release, 'frontend/renders': blank }), 'P0', 'nobody sees a page');
  const stepped = { ...target, severities: { 'frontend/cache': 'P2' as const } };
  const record = sampleRecord({ 'frontend/cache': release, 'frontend/renders': blank });
  assert.equal(diagnoseRun(record, stepped).causes[0]?.severity, 'P2', 'the word of the target stands');
});
