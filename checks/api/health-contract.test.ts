import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CheckFailed } from '#fixtures/outcome/check-outcome.ts';
import { type HealthContract, healthContract } from '#targets/definition/health-contract.ts';
import { expectContract, instantOf } from './health-contract.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const contract = healthContract.parse({
  service: { field: 'app.name', is: 'ledger' },
  fields: ['build'],
  fresh: { field: 'at', withinSeconds: 30 },
});
const good = { app: { name: 'ledger' }, build: '2.4.1', at: '2026-03-01T11:59:58Z' };

/** The message of the failure that an answer ends with; undefined when its contract holds. */
function failure(body: unknown, more: { date?: number; clockWatched?: boolean; of?: HealthContract } = {}) {
  try {
    expectContract({ path: '/live', body, at: now, date: more.date }, more.of ?? contract, more.clockWatched ?? true);
  } catch (error) {
    return error instanceof CheckFailed ? [error.failure?.code, error.failure?.message] : assert.fail(String(error));
  }
  return undefined;
}

test('an answer that tells all that is promised holds', () => {
  assert.equal(failure(good), undefined);
  assert.equal(failure({ ...good, at: now / 1_000 }), undefined);
  assert.equal(failure({ anything: 1 }, { of: healthContract.parse({}) }), undefined);
});

test('another service is told from one that tells no name', () => {
  assert.deepEqual(failure({ ...good, app: { name: 'search' } }), [
    'service-other',
    '/live is answered by "search" ("app.name"), expected "ledger"',
  ]);
  for (const body of [undefined, 'OK', { ...good, app: null }, { ...good, app: { name: '' } }])
    assert.equal(failure(body)?.[0], 'service-untold');
});

test('a field that is gone is named', () => {
  const { build: _, ...less } = good;
  for (const body of [less, { ...good, build: '' }, { ...good, build: null }])
    assert.deepEqual(failure(body), ['field-missing', '/live says nothing that can be read under "build"']);
  assert.equal(failure({ ...good, build: 0 }), undefined);
  assert.deepEqual(failure({ ...good, at: 'just now' })?.[0], 'field-missing');
});

test('an answer of old is told, and a clock that is off is left to the claim about clocks', () => {
  const old = { ...good, at: '2026-03-01T11:50:00Z' };
  assert.deepEqual(failure(old, { date: now }), ['answer-stale', '/live was made 600 s ago by its "at", allowed 30 s']);
  assert.equal(failure(old, { date: Date.parse(old.at) }), undefined);
  assert.equal(failure(old, { date: Date.parse(old.at), clockWatched: false })?.[0], 'answer-stale');
  assert.deepEqual(
    failure({ ...good, at: '2026-03-01T12:02:00Z' })?.[1],
    '/live will be made in 120 s by its "at", allowed 30 s',
  );
});

test('instants are read as people write them', () => {
  for (const written of [
    '2026-03-01T12:00:00Z',
    '2026-03-01T13:00:00+01:00',
    '2026-03-01 12:00:00',
    now,
    now / 1_000,
    String(now),
  ])
    assert.equal(instantOf(written), now, String(written));
  for (const other of ['soon', '', null, {}, true]) assert.equal(instantOf(other), undefined);
});
