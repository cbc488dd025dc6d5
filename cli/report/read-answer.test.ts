import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { ConfigError } from '#targets/definition/problem.ts';
import { readAnswer } from './read-answer.ts';

describe('the answer of a run that is over', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'read-answer-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const keep = (record: object) => writeFile(join(folder, 'run-record.json'), JSON.stringify(record));

  test('is what the runbook knows today', async () => {
    const record = sampleRecord(changesOf('ready-db'));
    await keep(record);
    const answer = await readAnswer({ folder });
    assert.deepEqual(answer.record, record);
    assert.deepEqual(
      answer.diagnosis.causes.map(({ incidents }) => incidents[0].id),
      ['ready-db'],
    );
  });

  test('is refused in one problem where the record is none of ours', async () => {
    await keep({ ...sampleRecord(), schema: 99 });
    const refused = readAnswer({ folder });
    await assert.rejects(refused, (error: unknown) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, /run-record\.json[\s\S]*schema: [\s\S]*versions\.suite/);
      return true;
    });
  });
});
