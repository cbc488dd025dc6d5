import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { chooseRun } from './choose-run.ts';

describe('the run that is reported', () => {
  let reports: string;

  before(async () => {
    reports = await mkdtemp(join(tmpdir(), 'reports-'));
    await leaveRun('20261121-0730-aaaa', '2026-11-21T07:30:05.000Z');
    await leaveRun('20261121-0731-cccc', '2026-11-21T07:31:09.000Z');
    await leaveRun('20261121-0731-bbbb', '2026-11-21T07:31:40.000Z');
    await leaveRun('20261121-0755-dddd', '2026-11-21T07:55:00.000Z', []);
    await mkdir(join(reports, 'not-a-run'));
  });
  after(() => rm(reports, { recursive: true, force: true }));

  async function leaveRun(id: string, startedAt: string, results = ['one-result.json']) {
    const folder = join(reports, id, 'allure-results');
    await mkdir(folder, { recursive: true });
    for (const name of results) await writeFile(join(folder, name), '{}');
    const record = { id, target: 'shop', environment: 'demo', startedAt, more: true };
    await writeFile(join(reports, id, 'run-record.json'), JSON.stringify(record));
  }

  test('is the newest one that has results', async () => {
    const { id, system } = await chooseRun(reports);
    assert.deepEqual({ id, system }, { id: '20261121-0731-bbbb', system: 'shop (demo)' });
  });

  test('is the newest of all where a record will do', async () => {
    const { id } = await chooseRun(reports, undefined, 'a record');
    assert.equal(id, '20261121-0755-dddd');
  });

  test('is the one that was named', async () => {
    const { id, results } = await chooseRun(reports, '20261121-0730-aaaa');
    assert.equal(id, '20261121-0730-aaaa');
    assert.equal(results, join(reports, id, 'allure-results'));
  });

  test('is guessed when its id is mistyped', async () => {
    const chosen = chooseRun(reports, '20261121-0730-aaab');
    await assert.rejects(chosen, /--run[\s\S]*did you mean "20261121-0730-aaaa"\?/);
  });

  test('is asked for where there is none', async () => {
    const nowhere = chooseRun(join(reports, 'not-a-run'));
    await assert.rejects(nowhere, /no run with results in ".*not-a-run"[\s\S]*npm start or npm run check/);
  });
});
