import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isClosedRecord, recordVersion } from './run-record.ts';
import { sampleRecord } from './samples/sample-record.ts';

const closed = () => JSON.parse(JSON.stringify(sampleRecord()));

test('a record that was closed is taken, also where a part of it is nothing that its schema knows: no answer is lost for it', () => {
  assert.ok(isClosedRecord(closed()));
  const [first, ...rest] = closed().checks;
  assert.ok(isClosedRecord({ ...closed(), checks: [{ ...first, durationMs: null, later: 'yes' }, ...rest] }));
});

for (const [what, value] of [
  ['still open', { ...closed(), complete: false }],
  ['of another version', { ...closed(), schema: recordVersion + 1 }],
  ['empty', {}],
  ['no record at all', 'complete'],
  ['nothing', undefined],
] as const)
  test(`what is ${what} is none`, () => assert.equal(isClosedRecord(value), false));
