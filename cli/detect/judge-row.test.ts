import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { demoSystem, systemNames } from '../boot-demo.ts';
import { isRight, judgeRow } from './judge-row.ts';
import { loventiaRows } from './rows/loventia.ts';
import { plan } from './rows.ts';

const target = await loadTarget('loventia');
const row = loventiaRows.find(({ fault }) => fault === 'ready-db') ?? assert.fail();

for (const system of systemNames())
  test(`every fault of ${system} that does harm has its row, and no other`, async () => {
    const { faults, rows } = await demoSystem(system);
    const harmful = Object.entries(faults).filter(([, { effect }]) => effect !== 'harmless');
    const verdicts = Object.fromEntries(harmful.map(([id, { effect }]) => [id, effect]));
    assert.deepEqual(Object.fromEntries(rows.map(({ fault, verdict }) => [fault, verdict])), verdicts);
  });

test('a clean run finds nothing, and so detects nothing', () => {
  const detection = judgeRow(row, sampleRecord({}), target);
  assert.partialDeepStrictEqual(detection, { found: false, named: false, falseCauses: [] });
  assert.equal(isRight(detection), false);
});

test('whatever a reader is shown beside the right cause is counted, also where no check says so', () => {
  const index = changesOf('index-cached-too-long');
  const record = sampleRecord({ ...changesOf('ready-db'), ...index }, { harness: ['worker 2 crashed'] });
  const detection = judgeRow(row, record, target);
  assert.deepEqual(detection.falseCauses, ['frontend/cache', 'the runner']);
  assert.deepEqual([detection.named, isRight(detection)], [true, false]);
});

test('a cause that several checks tell is counted once', () => {
  const { failure, outcome = 'fail' } = changesOf('dns')['edge/dns:api'] ?? {};
  const same = { outcome, ...(failure && { failure }) };
  const changes = { 'edge/dns:api': same, 'edge/dns:images': same };
  assert.deepEqual(judgeRow(row, sampleRecord(changes), target).falseCauses, ['edge/dns:api']);
});

test('what an outsider cannot tell apart may stay a set, and what the log or the secret tells may not', () => {
  const secret = loventiaRows.find(({ fault }) => fault === 'webhook-secret') ?? assert.fail();
  const undecided = sampleRecord(changesOf('webhook-500'));
  const named = (['outside', 'logs', 'secret'] as const).map(
    (level) => judgeRow(secret, undecided, target, level).named,
  );
  assert.deepEqual(named, [true, false, false]);
});

test('rows of the webhook are asked with all evidence, the others from outside, unless it is said', () => {
  const rows = loventiaRows.filter(({ fault }) => fault === 'webhook-500' || fault === 'dns');
  const levels = (asked: ReturnType<typeof plan>) =>
    asked.map(({ row: { fault }, evidence }) => `${fault} ${evidence}`);
  assert.deepEqual(levels(plan(rows, ['logs', 'secret'])), [
    'webhook-500 outside',
    'webhook-500 logs',
    'webhook-500 secret',
    'dns outside',
  ]);
  assert.deepEqual(levels(plan(rows, [])), ['webhook-500 outside', 'dns outside']);
  assert.deepEqual(levels(plan(rows, [], ['logs'])), ['webhook-500 logs', 'dns logs']);
});
