import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { rememberCadence } from '#store/cadence-runs.ts';
import { openStore } from '#store/open-store.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { doneAlready } from './done-already.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchpost-cadence-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const environment = { WATCHPOST_TARGET: 'loventia', WATCHPOST_STORE: join(folder, 'store') };
const store = openStore(await loadTarget('loventia'), environment);

test('a run is not needed while another of its cadence is no older than its time', async () => {
  const at = (minute: string) => doneAlready('http', environment, new Date(`2026-11-21T10:${minute}:00.000Z`));
  assert.equal(await at('00'), undefined, 'none has ever run');
  await rememberCadence(store, 'http', '2026-11-21T10:00:30.000Z');
  assert.equal(await at('03'), 'nothing to do: http is due every 5m, and a run of it ended 150 s ago');
  assert.equal(await at('06'), undefined, 'its time is over');
  assert.equal(await at('00'), undefined, 'a clock that is wrong hides nothing');
  assert.equal(
    await doneAlready('browser', environment, new Date('2026-11-21T10:03:00.000Z')),
    undefined,
    'another cadence',
  );
});

test('a store that cannot be read keeps no run from being made', async () => {
  const nowhere = { ...environment, WATCHPOST_STORE: '/proc/nowhere' };
  assert.equal(await doneAlready('http', nowhere), undefined);
});
