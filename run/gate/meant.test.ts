import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { withoutMeant } from './meant.ts';

const target = await loadTarget('loventia');
const changes = { ...changesOf('stale-release'), ...changesOf('ready-db') };
const record = sampleRecord(changes);
const round = { kind: 'all', record, causes: diagnoseRun(record, target).causes } as const;
const served = String(changes['frontend/release']?.failure?.facts.release);
const app = { name: 'app', expected: served, release: served, state: 'arrived' } as const;
const checksOf = (components: Parameters<typeof withoutMeant>[1]) =>
  withoutMeant(round, components).causes.map(({ checks: [lead] }) => lead);

test('an older release is no fault of the deploy that was to bring it back, and nothing else is forgiven', () => {
  assert.deepEqual(checksOf([app]), ['api/ready']);
});

test('an older release that nobody asked for stays what it is', () => {
  const { expected: _, ...left } = app;
  for (const other of [left, { ...app, release: 'index-Other1.js' }, { ...app, state: 'missing' as const }])
    assert.deepEqual(checksOf([other]).toSorted(), ['api/ready', 'frontend/release']);
});
