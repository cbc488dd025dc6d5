import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RunRecord } from '#record/run-record.ts';
import { recordedFaults } from '#record/samples/recorded.ts';
import { failing } from '#record/samples/sample-check.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import type { Target } from '#targets/target.ts';
import { anAnswer } from '../answer-for-test.ts';
import { courseAfter, nothingSeen } from './course-after.ts';
import { incidentNote } from './incident-note.ts';
import { noteFacts } from './note-facts.ts';
import { statusUpdate } from './status-update.ts';

const loventia = await loadTarget('loventia');
const target: Target = {
  ...loventia,
  response: { P0: { acknowledgeMinutes: 5, channel: '#incidents', call: ['tech lead'], callByLayer: {} } },
};
const at = '2026-11-21T03:00:00.000Z';

function factsOf(records: readonly RunRecord[], goodAskedFor = 1) {
  const look = (record: RunRecord) => ({ answer: anAnswer(record, target), releases: {} });
  const counting = { goodAskedFor, slowCounts: true };
  const unfolding = records.reduce(
    (before, record) => courseAfter(before, look(record), counting),
    nothingSeen(goodAskedFor),
  );
  return noteFacts(unfolding, target, at);
}

/** A note without its blocks of text as it is. */
const prose = (note: string) => note.replaceAll(/^ *(`{3,})[^\n]*\n(?:.*\n)*? *\1$/gm, '');

describe('the incident note', () => {
  test('has what the runbooks ask for, of every fault of the demo', () => {
    for (const fault of recordedFaults()) {
      const note = incidentNote(factsOf([sampleRecord(changesOf(fault))]));
      for (const part of [
        'Impact',
        'Root cause',
        'Evidence',
        'Timeline',
        'Actions',
        'Fix',
        'Prevention',
        'Update for the status channel',
      ])
        assert.ok(note.includes(`\n## ${part}\n\n`), `${fault}: ${part}`);
      for (const row of ['Status', 'Severity', 'Start', 'End', 'Owner'])
        assert.match(note, new RegExp(`^\\| ${row} \\| .+ \\|$`, 'm'));
      assert.doesNotMatch(note, /undefined|\[object|NaN/, fault);
    }
  });

  test('tells time to the second, and writes an arrow as one', () => {
    const note = prose(incidentNote(factsOf([sampleRecord(changesOf('ready-db')), sampleRecord()])));
    assert.doesNotMatch(note, /\d\.\d{3}Z|-&gt;/);
    assert.match(note, /^- 2026-11-21T02:\d\d:\d\dZ first seen red$/m);
    assert.match(note, /; expect .* → /);
  });

  test('invents nothing: what no look from outside can know stands as not known yet', () => {
    const red = incidentNote(factsOf([sampleRecord(changesOf('ready-db'))]));
    for (const what of ['it is still red', 'how many users', 'what was done, by whom', 'one concrete item'])
      assert.match(red, new RegExp(`not known yet: ${what}`));
    const calm = incidentNote(factsOf([sampleRecord()]));
    assert.match(calm, /^# Incident: loventia: no incident seen$/m);
    assert.match(calm, /\| Start \| not known yet: nothing red was seen \|/);
  });

  test('shows what the system said only in blocks that nothing in it can close', () => {
    const hostile = '</td>``` \n````\n# Owned [x](https://evil.example) @all-hands \u001b[2J\u202e<img src=x>';
    const changes = changesOf('ready-db');
    const ready = changes['api/ready'];
    assert.ok(ready?.failure);
    const failure = { ...ready.failure, message: hostile, evidence: [hostile] };
    const note = incidentNote(factsOf([sampleRecord({ ...changes, 'api/ready': { ...ready, failure } })]));
    assert.doesNotMatch(prose(note), /Owned|evil|all-hands|<img/);
    assert.doesNotMatch(note, /(?!\n)[\p{Cc}\p{Cf}]/u);
    const update = statusUpdate(factsOf([sampleRecord({ ...changes, 'api/ready': { ...ready, failure } })]));
    assert.doesNotMatch(update, /Owned|evil|all-hands|[<`]|(?!\n)\p{Cc}/u);
  });
});

describe('the update for the status channel', () => {
  test('goes from identified over monitoring to resolved, with the time it took', () => {
    const [red, good] = [sampleRecord(changesOf('ready-db')), sampleRecord()];
    const statusOf = (records: RunRecord[]) => /^Status: (\w+)$/m.exec(statusUpdate(factsOf(records, 2)))?.[1];
    assert.equal(statusOf([red]), 'Identified');
    assert.equal(statusOf([red, good]), 'Monitoring');
    assert.equal(statusOf([red, good, good]), 'Resolved');
    assert.match(
      statusUpdate(factsOf([red, good, good], 2)),
      /^ETA: over\nUpdates: .*good again since 0\d:\d\dZ and holding, after /m,
    );
  });

  test('is as sure as the evidence: what may be several things is being investigated', () => {
    const record = sampleRecord({ 'api/ready': failing('http-error', 'answered 418') });
    assert.match(statusUpdate(factsOf([record])), /^Status: Investigating$/m);
  });

  test('names the channel of its severity', () => {
    assert.match(incidentNote(factsOf([sampleRecord(changesOf('ready-db'))])), /^Post in: &#35;incidents$/m);
  });
});
