import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadTarget } from './load-target.ts';
import { takeWritesOut } from './read-only.ts';

const specs = [{ files: ['/suite/shop.spec.ts'], tier: 'browser' as const, use: {} }] as never[];

test('a run that may not write leaves out requests that do, payments and specs, and names them', async () => {
  const [usage, loventia] = [await loadTarget('usage'), await loadTarget('loventia')];
  const ownChecks = { checks: [], specs };
  assert.deepEqual(takeWritesOut(true, { target: usage, ownChecks }).leftOut, [
    'api/counted: it writes',
    'the specs: nobody says whether they write',
  ]);
  assert.deepEqual([Object.keys(usage.requests), ownChecks.specs], [['refusal'], []]);
  takeWritesOut(true, { target: loventia, ownChecks });
  assert.equal(loventia.billing.mode, 'audit');
});

test('a run that may write keeps all of them', async () => {
  const target = await loadTarget('usage');
  assert.deepEqual(takeWritesOut(false, { target, ownChecks: { checks: [], specs } }), {});
  assert.deepEqual(Object.keys(target.requests), ['counted', 'refusal']);
});
