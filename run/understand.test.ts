import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, test } from 'node:test';
import type { RunRecord } from '#record/run-record.ts';
import { failing } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { noHistory, rememberHistory, withRun } from '#store/history.ts';
import { openStore } from '#store/open-store.ts';
import { loadSettings } from '#targets/definition/settings.ts';
import { understand } from './understand.ts';

const broken = sampleRecord({ 'api/ready': failing('dependency', '/ready 503 database') });
const all = mkdtempSync(join(tmpdir(), 'watchpost-understand-'));
after(() => rmSync(all, { recursive: true, force: true }));

describe('what a run means', () => {
  let folder: string;
  let environment: Record<string, string>;
  beforeEach(() => {
    folder = mkdtempSync(join(all, 'run-'));
    environment = {
      WATCHPOST_TARGET: 'loventia',
      WATCHPOST_STORE: join(folder, 'store'),
      WATCHPOST_PROBE_PASSWORD: 'hunter22-secret',
    };
  });
  const understood = async (record: RunRecord) => {
    const settings = await loadSettings(environment);
    return understand({ record, settings, folder }, environment);
  };

  test('is told with what the runs before have left', async () => {
    const { target } = await loadSettings(environment);
    const before = { ...sampleRecord(), endedAt: '2026-11-21T02:41:05.000Z' };
    await rememberHistory(openStore(target, environment), withRun(noHistory, before));
    const { answer, record } = await understood(broken);
    assert.equal(record, broken);
    assert.equal(answer.causes[0]?.since, 'detected 02:57Z, last good 02:41Z');
  });

  test('is told all the same when what they left cannot be read, which is noted and changes no verdict', async () => {
    mkdirSync(join(folder, 'store', 'loventia-test'), { recursive: true });
    writeFileSync(join(folder, 'store', 'loventia-test', 'history.json'), '{"redRuns":');
    const red = await understood(broken);
    assert.equal(red.record.verdict.name, 'failed');
    assert.ok(red.answer.causes[0]?.cause.checks.includes('api/ready'));
    const { record } = await understood(sampleRecord());
    assert.equal(record.verdict.name, sampleRecord().verdict.name);
    assert.match(record.notes?.join() ?? '', /^set aside, because it could not be read: history\.json\.bad-/);
  });

  test('is not told with a secret: the file is taken away, and the run is inconclusive', async () => {
    const file = join(folder, 'page.html');
    writeFileSync(file, 'welcome hunter22-secret');
    const told = sampleRecord({ 'api/clock': { remarks: ['said hunter22-secret'] } });
    const { record } = await understood(told);
    assert.deepEqual([record.verdict.name, existsSync(file)], ['inconclusive', false]);
    assert.match(
      record.verdict.reasons[0]?.message ?? '',
      /withheld: page\.html held the secret WATCHPOST_PROBE_PASSWORD/,
    );
    assert.ok(!JSON.stringify(record).includes('hunter22-secret'));
  });

  test('is not told with a marker that was planted in the system, which no variable names', async () => {
    const marker = `edge-${randomBytes(12).toString('hex')}`;
    environment['WATCHPOST_PLANTED'] = join(folder, '..', 'planted.json');
    writeFileSync(environment['WATCHPOST_PLANTED'], JSON.stringify({ 'name of a server': marker }));
    const journal = join(folder, 'journal.jsonl');
    writeFileSync(journal, `{"server":"${marker}"}\n`);
    const { record, answer } = await understood(sampleRecord({ 'api/clock': { remarks: [`said ${marker}`] } }));
    assert.deepEqual([record.verdict.name, existsSync(journal)], ['inconclusive', false]);
    const reasons = record.verdict.reasons.map(({ message }) => message);
    assert.ok(reasons.includes('withheld: journal.jsonl held the secret name of a server'), reasons.join('\n'));
    assert.ok(!JSON.stringify({ record, answer }).includes(marker));
  });

  test('is inconclusive when one of its files cannot be searched for secrets, and is without that', async () => {
    const file = join(folder, 'trace.zip');
    writeFileSync(file, 'PK\u0003\u0004 cut off');
    const { record } = await understood(sampleRecord());
    assert.deepEqual([record.verdict.name, existsSync(file)], ['inconclusive', false]);
    assert.match(record.verdict.reasons[0]?.message ?? '', /trace\.zip is packed, and cannot be looked through/);
  });
});
