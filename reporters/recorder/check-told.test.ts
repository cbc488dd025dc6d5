import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JournalEntry } from '#record/journal.ts';
import { degraded } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { checkTold } from './check-told.ts';

const [heard, ...others] = sampleRecord().checks;
assert.ok(heard);
const undone = { ...heard, id: 'billing/undone', ...degraded('http-error', 'GET /me answered 401') };
const line = (check: typeof heard) =>
  JSON.stringify({
    kind: 'check',
    check,
    requests: { sent: 3, refused: 1 },
    releases: {},
  } satisfies JournalEntry);
const journal = `${line(heard)}\n${line(undone)}\n`;

test('an error that names a check which its teardown wrote down is that check', () => {
  const told = checkTold(journal, [heard, ...others], 'Error: billing/undone: GET /me answered 401');
  assert.deepEqual([told?.check, told?.requests], [undone, { sent: 3, refused: 1 }]);
});

test('any other error is none: of something else, of a check that was heard, or of one nobody wrote down', () => {
  assert.equal(checkTold(journal, [heard], 'TypeError: x is undefined'), undefined);
  assert.equal(checkTold(journal, [heard], `Error: ${heard.id}: dns`), undefined);
  assert.equal(checkTold(journal, [heard, undone], 'Error: billing/undone: GET /me answered 401'), undefined);
  assert.equal(checkTold('', [heard], 'Error: billing/undone: GET /me answered 401'), undefined);
});
