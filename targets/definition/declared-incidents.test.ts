import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declaredIncidents } from './declared-incidents.ts';

const page = {
  id: 'parcels-lost',
  title: 'Parcels are taken and never tracked',
  affected: 'whoever sends a parcel',
  steps: [{ text: 'the tracker', expect: 'it lags -> wait; it is down -> call its team' }],
  rollback: { scope: 'none', why: 'the tracker is a service of its own' },
};

/** Where a page is refused; empty when it is good. */
const refused = (change: object) =>
  declaredIncidents.safeParse([{ ...page, ...change }]).error?.issues.map(({ path }) => path.slice(1).join('.')) ?? [];

test('a page is one of the runbook: a step says what to expect and where that leads', () => {
  assert.deepEqual(refused({}), []);
  assert.deepEqual(refused({ steps: [] }), ['steps.0']);
  assert.deepEqual(refused({ steps: [{ text: 'look', expect: 'it is well' }] }), ['steps.0.expect']);
  assert.deepEqual(refused({ steps: [{ text: 'look' }] }), ['steps.0.expect']);
});

test('its title fits a line, and its id a name', () => {
  assert.deepEqual(refused({ title: 'x'.repeat(76), id: 'Parcels lost' }), ['id', 'title']);
  assert.deepEqual(refused({ when: ['latency'] }), ['when.0']);
  assert.deepEqual(refused({ rollback: { scope: 'frontend', why: 'as it comes' } }), ['rollback.scope']);
});

test('without a word on when, it is meant for every way of failing', () => {
  assert.deepEqual(declaredIncidents.parse([page])[0]?.when, ['status', 'header', 'value']);
});
