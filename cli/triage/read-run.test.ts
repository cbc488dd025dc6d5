import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { ConfigError } from '#targets/definition/problem.ts';
import { readRun } from './read-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchpost-from-'));
after(() => rmSync(folder, { recursive: true }));
const record = sampleRecord(changesOf('ready-db'));
const text = (differing: object = {}) => JSON.stringify({ ...record, ...differing });

function put(path: string, content: string | Uint8Array): string {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
  return file;
}

describe('a triage starts from', () => {
  test('a record', async () => {
    assert.equal((await readRun(put('one/run-record.json', text()))).id, record.id);
  });

  test('a folder of reports, whose newest run it takes', async () => {
    put('reports/a/run-record.json', text({ id: 'older' }));
    put('reports/b/run-record.json', text({ id: 'newer', startedAt: '2030-01-01T00:00:00.000Z' }));
    assert.equal((await readRun(join(folder, 'reports'))).id, 'newer');
    assert.equal((await readRun(join(folder, 'reports', 'a'))).id, 'older');
  });

  test('the zip of an artifact, of which nothing is written to the disk', async () => {
    const before = readdirSync(folder, { recursive: true }).length;
    const zip = zipSync({
      '../../escaped.txt': strToU8('no'),
      '../../etc/run-record.json': strToU8(text({ id: 'outside', startedAt: '2020-01-01T00:00:00.000Z' })),
      [`${record.id}/run-record.json`]: strToU8(text()),
      [`${record.id}/report.html`]: strToU8('<script>'),
    });
    assert.equal((await readRun(put('artifact.zip', zip))).id, record.id);
    assert.equal(readdirSync(folder, { recursive: true }).length, before + 1);
  });
});

describe('of many runs the newest is taken', () => {
  const runs = Array.from({ length: 25 }, (_, at) => `202611${String(at + 1).padStart(2, '0')}-0000-aaaa`);
  const started = (id: string) => ({ id, startedAt: `2026-11-${id.slice(6, 8)}T00:00:00.000Z` });

  test('in a folder and in a zip', async () => {
    for (const [at, id] of runs.entries()) {
      const file = put(`many/${id}/run-record.json`, text(started(id)));
      utimesSync(file, 1_000 + at, 1_000 + at);
    }
    assert.equal((await readRun(join(folder, 'many'))).id, runs.at(-1));
    const zip = zipSync(Object.fromEntries(runs.map((id) => [`${id}/run-record.json`, strToU8(text(started(id)))])));
    assert.equal((await readRun(put('many.zip', zip))).id, runs.at(-1));
  });

  test('though one of them was cut off', async () => {
    put('cut/a/run-record.json', text().slice(0, 400));
    put('cut/b/run-record.json', text());
    assert.equal((await readRun(join(folder, 'cut'))).id, record.id);
  });
});

describe('what anybody may have written', () => {
  const refused: Readonly<Record<string, [content: string | Uint8Array, why: RegExp]>> = {
    'no-record.json': ['{"schema":2}', /the record of a run/],
    'no-json.json': ['<html>', /the record of a run/],
    'no-checks.json': ['{"schema":1,"checks":[null,7]}', /the record of a run/],
    'cut.zip': [zipSync({ 'a/run-record.json': strToU8(text()) }).slice(0, 900), /a zip that cannot be read/],
    'empty.zip': [zipSync({ 'report.html': strToU8('x') }), /no run-record\.json in it/],
  };
  for (const [name, [content, why]] of Object.entries(refused))
    test(`is refused as a mistake of whoever asks: ${name}`, async () => {
      await assert.rejects(
        readRun(put(name, content)),
        (error) => error instanceof ConfigError && why.test(error.message),
      );
    });

  test('is not read where it is too large', async () => {
    const file = put('large.json', '{}');
    truncateSync(file, 40 * 1_024 * 1_024);
    await assert.rejects(readRun(file), /at most \d+ bytes are read/);
    const bomb = zipSync({ 'x/run-record.json': new Uint8Array(40 * 1_024 * 1_024) }, { level: 9 });
    await assert.rejects(readRun(put('bomb.zip', bomb)), /no run-record\.json in it/);
  });

  test('names neither a file to be loaded nor a folder to be shown', async () => {
    const read = await readRun(put('paths/run-record.json', text({ targetFile: '/tmp/evil.ts', folder: '/etc/' })));
    assert.deepEqual([read.targetFile, read.folder], [undefined, undefined]);
  });

  test('neither steers a terminal nor becomes a command', async () => {
    const reason = 'see https://x.example/`id`;reboot$(id)&|now \u001b[2J\u202e $(id)';
    const checks = record.checks.map((check) => ({ ...check, reason }));
    const read = await readRun(put('steering/run-record.json', text({ checks })));
    assert.equal(read.checks[0]?.reason, 'see https://x.example/_id_reboot_id_now [2J $ (id)');
  });
});
