import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loventiaFaults } from '../../demo/faults.ts';
import { sampleRecord } from '../../runbook/sample-record.ts';
import { loadTarget } from '../../targets/definition/load-target.ts';
import { isRight, judgeRow } from './judge-row.ts';
import { loventiaRows } from './rows.ts';

const target = await loadTarget('loventia');
const row = loventiaRows.find(({ fault }) => fault === 'ready-db') ?? assert.fail();

test('every fault that does harm has its row, and no other', () => {
  const harmful = Object.entries(loventiaFaults).filter(([, { effect }]) => effect !== 'harmless');
  const verdicts = Object.fromEntries(harmful.map(([id, { effect }]) => [id, effect]));
  assert.deepEqual(Object.fromEntries(loventiaRows.map(({ fault, verdict }) => [fault, verdict])), verdicts);
});

test('a clean run finds nothing, and so detects nothing', () => {
  const detection = judgeRow(row, sampleRecord({}), target);
  assert.partialDeepStrictEqual(detection, { found: false, named: false, falseCauses: [] });
  assert.equal(isRight(detection), false);
});
