import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { finalizeRecord } from '#record/finalize-record.ts';
import { aCheck, aFailure, aNotRun } from '#record/samples/sample-check.ts';
import { aDraft } from '#record/samples/sample-record.ts';
import { noHistory, recallHistory, rememberHistory, withRun } from './history.ts';
import { folderStore } from './kinds/folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchpost-history-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const at = (minute: number) => `2026-11-21T10:0${minute}:00.000Z`;
const good = (minute: number, id = 'api/ready', release = 'a') =>
  finalizeRecord(aDraft([aCheck(id)], { endedAt: at(minute), releases: { [id]: [release] } }));
const red = (minute: number) => finalizeRecord(aDraft([aFailure('api/ready', 'dependency')], { endedAt: at(minute) }));
const unsure = (minute: number) => finalizeRecord(aDraft([aNotRun('api/ready', 'cut-off')], { endedAt: at(minute) }));

describe('the history', () => {
  test('counts red runs in a row, and keeps since when which claim does not hold', () => {
    const { redRuns, claims } = [good(1), red(2), red(3)].reduce(withRun, noHistory);
    assert.equal(redRuns, 2);
    assert.deepEqual([claims['api/ready']?.heldAt, claims['api/ready']?.failingSince], [at(1), at(2)]);
  });

  test('begins anew with a good run', () => {
    const { redRuns, claims } = [red(1), good(2)].reduce(withRun, noHistory);
    assert.deepEqual([redRuns, claims['api/ready']], [0, { passedAt: at(2), heldAt: at(2) }]);
  });

  test('counts no red run of announced maintenance, nor takes one for the end of a row', () => {
    const maintenance = { reason: 'upgrade', from: at(1), until: at(5) };
    const planned = (minute: number) => ({ ...red(minute), maintenance });
    assert.equal([good(1), planned(2), planned(3), red(6)].reduce(withRun, noHistory).redRuns, 1);
    assert.equal([red(1), planned(2), red(6)].reduce(withRun, noHistory).redRuns, 2);
    assert.equal([red(1), { ...good(2), maintenance }].reduce(withRun, noHistory).redRuns, 0);
  });

  test('is not changed by a run that could not tell', () => {
    const before = withRun(noHistory, red(1));
    assert.equal(withRun(before, unsure(2)), before);
  });

  test('keeps what good looked like: of one tier what a run of another has seen, and through red runs', () => {
    const history = [good(1, 'api/ready'), good(2, 'frontend/renders', 'b'), red(3)].reduce(withRun, noHistory);
    assert.deepEqual(history.good, { 'release of api/ready': 'a', 'release of frontend/renders': 'b' });
    assert.equal(history.releases['frontend/renders']?.[0]?.since, at(2));
  });

  test('comes back from the store as it was kept', async () => {
    const store = folderStore(join(folder, 'kept'));
    const history = [good(1), red(2)].reduce(withRun, noHistory);
    assert.deepEqual(await recallHistory(store), noHistory);
    await rememberHistory(store, history);
    assert.deepEqual(await recallHistory(store), history);
  });

  test('comes back with the run of another version, whose layers were others', async () => {
    const store = folderStore(join(folder, 'layers'));
    const found = aCheck('search/found', { layer: 'search' });
    const history = withRun(noHistory, finalizeRecord(aDraft([found], { endedAt: at(1) })));
    await rememberHistory(store, history);
    assert.deepEqual(await recallHistory(store), history);
  });

  test('of another schema counts as none, and so does one that is no JSON', async () => {
    const store = folderStore(join(folder, 'old'));
    await store.write('history.json', '{"redRuns":1,"lastGoodAt":"2026-11-21T10:00:00.000Z"}');
    assert.deepEqual(await recallHistory(store), noHistory);
    await store.write('history.json', '{"redRuns":');
    assert.deepEqual(await recallHistory(store), noHistory);
  });
});
