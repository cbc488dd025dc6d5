import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { finalizeRecord, type RunDraft } from './finalize-record.ts';
import { apply, draftFromJournal, type JournalEntry } from './journal.ts';
import { runRecordSchema } from './run-record.ts';
import { aCheck, aFailure } from './samples/sample-check.ts';
import { aDraft } from './samples/sample-record.ts';

const endedAt = '2026-11-21T02:57:10.000Z';
const expected = ['api/health', 'auth/login'];
const { header } = aDraft([]);
const notWatched = [{ id: 'billing/audit', layer: 'billing', title: 'the audit' }] as const;

const begin: JournalEntry = { kind: 'begin', header, expected, notWatched: [...notWatched] };
const entries: JournalEntry[] = [
  begin,
  {
    kind: 'check',
    check: aCheck('api/health'),
    requests: { sent: 2, refused: 0 },
    releases: { api: ['9ab12f0'] },
  },
  { kind: 'harness', message: 'a worker crashed' },
  {
    kind: 'check',
    check: aFailure('auth/login', 'auth', { title: 'wer sich anmeldet, kommt hinein: größer als Ärger' }),
    requests: { sent: 3, refused: 1 },
    releases: { api: ['9ab12f0', '7c0ffee'], app: ['index-1.js'] },
  },
];
const lines = (written: readonly JournalEntry[]) => written.map((entry) => `${JSON.stringify(entry)}\n`).join('');

describe('a journal', () => {
  test('gives back what the recorder knew', () => {
    const draft = draftFromJournal(lines(entries), endedAt);
    const known: RunDraft = { ...aDraft([], { endedAt }), expected, notWatched: [...notWatched] };
    for (const entry of entries) apply(known, entry);
    assert.deepEqual(draft, known);
  });

  test('adds up requests and keeps each release once', () => {
    const draft = draftFromJournal(lines(entries), endedAt);
    assert.deepEqual(draft?.requests, { sent: 5, refused: 1 });
    assert.deepEqual(draft?.releases, { api: ['9ab12f0', '7c0ffee'], app: ['index-1.js'] });
  });

  test('keeps of a check that was run again what it came to in the end', () => {
    const again = { ...entries[1], check: aFailure('api/health', 'http-error') } as JournalEntry;
    const draft = draftFromJournal(lines([...entries, again]), endedAt);
    assert.deepEqual(
      draft?.checks.map(({ id, outcome }) => [id, outcome]),
      [
        ['api/health', 'fail'],
        ['auth/login', 'fail'],
      ],
    );
    assert.equal(draft?.requests.sent, 7);
  });

  test('of a run that was started ahead of its time knows when it began in the end', () => {
    const later = { ...header, startedAt: '2026-11-21T02:57:00.000Z' };
    const draft = draftFromJournal(lines([begin, { ...begin, header: later }, ...entries.slice(1)]), endedAt);
    assert.deepEqual([draft?.header.startedAt, draft?.checks.length], [later.startedAt, 2]);
  });

  test('of a run that never began gives nothing', () => {
    assert.equal(draftFromJournal('', endedAt), undefined);
    assert.equal(draftFromJournal(lines(entries.slice(1)), endedAt), undefined);
  });

  test('killed inside its first line is of a run that never began', () => {
    const first = lines([begin]);
    for (const cut of [1, 10, first.length - 2])
      assert.equal(draftFromJournal(first.slice(0, cut), endedAt), undefined);
  });

  test('killed anywhere inside a later line loses that line and nothing before it', () => {
    const whole = Buffer.from(lines(entries));
    const kept = lines(entries.slice(0, 3));
    for (let cut = Buffer.byteLength(kept); cut < whole.length - 2; cut += 1) {
      const draft = draftFromJournal(whole.subarray(0, cut).toString('utf8'), endedAt);
      assert.deepEqual(draft, draftFromJournal(kept, endedAt));
    }
  });

  test('killed before a line was ended keeps the line', () => {
    assert.deepEqual(draftFromJournal(lines(entries).trimEnd(), endedAt), draftFromJournal(lines(entries), endedAt));
  });

  test('with a line that cannot be read leaves that check undecided', () => {
    const [, health] = entries;
    const broken = lines(entries).replace(JSON.stringify(health), '{"kind":"check","check":{}}');
    const record = finalizeRecord(draftFromJournal(broken, endedAt) ?? assert.fail('no draft'));
    assert.ok(record.verdict.reasons.some(({ message }) => message.includes('did not run: api/health')));
  });

  test('killed anywhere closes as a record that fits the schema and is never ok', () => {
    const fine = lines([begin, { ...entries[1], check: aCheck('api/health') } as JournalEntry]);
    for (let cut = lines([begin]).length; cut <= fine.length; cut += 7) {
      const record = finalizeRecord(draftFromJournal(fine.slice(0, cut), endedAt) ?? assert.fail('no draft'));
      assert.equal(runRecordSchema.parse(record).verdict.name, 'inconclusive');
    }
  });
});
