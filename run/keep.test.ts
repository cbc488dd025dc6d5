import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { after, beforeEach, describe, test } from 'node:test';
import { failing } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { noHistory, recallHistory } from '#store/history.ts';
import { openStore } from '#store/open-store.ts';
import { loadSettings } from '#targets/definition/settings.ts';
import { keep } from './keep.ts';

const well = sampleRecord();
const broken = sampleRecord({ 'api/ready': failing('dependency', 'db lost') });
const all = mkdtempSync(join(tmpdir(), 'watchpost-keep-'));
after(() => rmSync(all, { recursive: true, force: true }));

describe('what a run leaves', () => {
  let folder: string;
  let environment: Record<string, string>;
  beforeEach(() => {
    folder = mkdtempSync(join(all, 'run-'));
    environment = { WATCHPOST_TARGET: 'loventia', WATCHPOST_STORE: join(folder, 'store') };
  });
  const kept = async (record: typeof well, into = join(folder, 'reports')) => {
    const settings = await loadSettings(environment);
    return keep(record, noHistory, { settings, record, folder: into }, environment);
  };

  test('is its record and what the next run needs', async () => {
    assert.equal(await kept(well), well);
    const saved = JSON.parse(readFileSync(join(folder, 'reports', 'run-record.json'), 'utf8'));
    assert.deepEqual(saved, JSON.parse(JSON.stringify(well)));
    const store = openStore((await loadSettings(environment)).target, environment);
    assert.equal((await recallHistory(store)).claims['api/ready']?.passedAt, well.endedAt);
  });

  for (const [what, spoil] of [
    ['a record that cannot be saved', () => join(folder, 'file', 'reports')],
    [
      'a store that cannot be written to',
      () => {
        environment = { ...environment, WATCHPOST_STORE: join(folder, 'file', 'store') };
        return join(folder, 'reports');
      },
    ],
  ] as const) {
    test(`${what} is said in one line, in the record too, and changes no verdict`, async (t) => {
      const written = t.mock.method(process.stderr, 'write', () => true);
      writeFileSync(join(folder, 'file'), '');
      const into = spoil();
      const [one, other] = [await kept(well, into), await kept(broken, into)];
      written.mock.restore();
      assert.deepEqual([one.verdict, other.verdict], [well.verdict, broken.verdict]);
      assert.match(one.notes?.join() ?? '', /ENOTDIR/);
      assert.equal(written.mock.callCount(), 2);
      assert.match(String(written.mock.calls[0]?.arguments[0]), /^watchpost: .*ENOTDIR.*\n$/);
    });
  }
});
