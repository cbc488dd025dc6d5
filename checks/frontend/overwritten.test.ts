import assert from 'node:assert/strict';
import test from 'node:test';
import { commonFailures } from '#fixtures/outcome/common-failures.ts';
import { type Changes, degradedAs, failingAs } from '#record/samples/sample-check.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { diagnoseRun } from '../catalogue.ts';
import { frontendFailures } from './failures.ts';

const target = await loadTarget('loventia');
const name = '/assets/index-3f2a9c1d.js';
const overwritten = degradedAs('advisory', frontendFailures['asset-bytes-changed'], { name, count: 1 }, name);
const causesOf = (changes: Changes) => diagnoseRun(sampleRecord(changes), target).causes;
const incidentsOf = (changes: Changes) => causesOf(changes).map(({ incidents }) => incidents.map(({ id }) => id));

const failures = {
  'blank-page': failingAs(frontendFailures['page-blank'], { path: '/' }),
  'page-unrecognised': failingAs(frontendFailures['page-unrecognised'], { path: '/' }),
  'page-errors': failingAs(frontendFailures['page-reports-error'], { detail: 'page error: t is not a function' }),
};

for (const [incident, failure] of Object.entries(failures)) {
  test(`${incident} with a bundle that was overwritten is one cause, which says both`, () => {
    const [cause, ...others] = causesOf({ 'frontend/assets': overwritten, 'frontend/renders': failure });
    assert.deepEqual([cause?.incidents.map(({ id }) => id), cause?.checks], [[incident], ['frontend/renders']]);
    assert.equal(cause?.message, `${failure.failure?.message}; ${overwritten.failure?.message}`);
    assert.ok(cause?.evidence.includes(`frontend/assets: ${name}`));
    assert.deepEqual(others, []);
  });
}

test('a bundle that was overwritten is told by itself where pages show, and where what fails is no page', () => {
  const changed = { 'frontend/assets': overwritten };
  assert.deepEqual(incidentsOf(changed), [['asset-overwritten']]);
  assert.deepEqual(incidentsOf({ ...changed, ...changesOf('page-data') }), [['page-data'], ['asset-overwritten']]);
  assert.deepEqual(incidentsOf({ 'frontend/previous-assets': overwritten }), [['asset-overwritten']]);
});

test('pages that fail beside slow assets stay two causes: slowness breaks none', () => {
  const slow = degradedAs('slow', commonFailures['too-slow'], { subject: 'the assets', ms: 9_000, budgetMs: 3_000 });
  const changes = { 'frontend/renders': failures['blank-page'], 'frontend/assets': slow };
  assert.deepEqual(incidentsOf(changes), [['blank-page'], ['other-latency']]);
});
