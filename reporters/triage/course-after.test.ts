import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { claimsAfter } from '#record/past.ts';
import type { RunRecord } from '#record/run-record.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { anAnswer } from '../answer-for-test.ts';
import { courseAfter, nothingSeen, type Unfolding } from './course-after.ts';

const target = await loadTarget('loventia');
const counting = { goodAskedFor: 3, slowCounts: false };
const minute = (at: number) => `2026-11-21T02:${String(at).padStart(2, '0')}:00.000Z`;
const asked = (at: number) => `2026-11-21T02:${String(at).padStart(2, '0')}:30.000Z`;

/** A look that ends one minute after the other, whose checks were asked half a minute before its end. */
function lookAt(at: number, changes: Parameters<typeof sampleRecord>[0] = {}, releases = {}): RunRecord {
  const record = sampleRecord(changes, { endedAt: minute(at + 1), releases });
  const checks = record.checks.map((check) => ({ ...check, startedAt: asked(at), durationMs: 1_000 }));
  return { ...record, checks };
}

const down = changesOf('ready-db');

interface Given {
  from?: Unfolding;
  claims?: Parameters<typeof claimsAfter>[0];
  releases?: Parameters<typeof courseAfter>[1]['releases'];
}

/** The course of these looks, each of which knows what those before have seen. */
function courseOf(
  records: readonly RunRecord[],
  { from = nothingSeen(3), claims = {}, releases = {} }: Given = {},
): Unfolding {
  let past = claims;
  return records.reduce((unfolding, record) => {
    const answer = anAnswer(record, target, { claims: past });
    past = claimsAfter(past, record);
    return courseAfter(unfolding, { answer, releases }, counting);
  }, from);
}

describe('the course of an incident', () => {
  test('has when it last held, was first red and first good again, by the check and not by the end of the look', () => {
    const { course } = courseOf([lookAt(1), lookAt(2, down), lookAt(3, down), lookAt(4), lookAt(5), lookAt(6)]);
    assert.deepEqual(
      [course.lastGoodAt, course.firstBadAt, course.firstGoodAt, course.heldAt],
      ['2026-11-21T02:01:31.000Z', asked(2), '2026-11-21T02:04:31.000Z', minute(7)],
    );
    assert.deepEqual([course.state, course.severity], ['over', 'P0']);
    assert.deepEqual(
      course.events.map(({ kind }) => kind),
      ['before', 'red', 'cause', 'green', 'held'],
    );
  });

  test('begins with what earlier runs had seen, where they had seen it first', () => {
    const claims = {
      'api/ready': { passedAt: minute(0), heldAt: minute(0), troubledSince: minute(1), failingSince: minute(1) },
    };
    const { course } = courseOf([lookAt(5, down)], { claims });
    assert.deepEqual([course.lastGoodAt, course.firstBadAt], [minute(0), minute(1)]);
  });

  test('does not call it over before it has held three times in a row, and begins to count anew when it is red again', () => {
    const before = courseOf([lookAt(1, down), lookAt(2), lookAt(3)]);
    assert.deepEqual([before.course.state, before.course.goodInARow], ['recovering', 2]);
    const { course } = courseOf([lookAt(4, down), lookAt(5)], { from: before });
    assert.deepEqual([course.state, course.goodInARow, course.firstBadAt], ['recovering', 1, asked(1)]);
    assert.equal(course.firstGoodAt, '2026-11-21T02:05:31.000Z');
    assert.ok(course.events.some(({ text, at }) => text === 'red again' && at === asked(4)));
  });

  test('takes neither a look that did not ask for what had failed, nor one that came to nothing, for a good one', () => {
    const without = lookAt(2);
    const blind = { ...without, checks: without.checks.filter(({ id }) => id !== 'api/ready') };
    const offline = { ...lookAt(3), verdict: { name: 'inconclusive' as const, code: 3, reasons: [] } };
    for (const record of [blind, offline]) {
      const { course } = courseOf([lookAt(1, down), record]);
      assert.deepEqual([course.state, course.goodInARow, course.firstGoodAt], ['unknown', 0, undefined]);
    }
  });

  test('says which release came shortly before, and which came while it was looked at', () => {
    const past = [
      { seen: ['1.0.0'], since: '2026-11-20T02:00:00.000Z' },
      { seen: ['1.1.0'], since: minute(0) },
    ];
    const looks = [lookAt(1, down, { api: ['1.1.0'] }), lookAt(2, {}, { api: ['1.0.0'] })];
    const { course } = courseOf(looks, { releases: { api: past, app: past.slice(0, 1) } });
    assert.deepEqual(
      course.events.filter(({ kind }) => kind === 'release').map(({ at, text }) => [at, text]),
      [
        [minute(0), 'api 1.0.0 -> 1.1.0'],
        [minute(3), 'api 1.1.0 -> 1.0.0'],
      ],
    );
  });

  test('shows nothing of a release name that could steer whoever shows it', () => {
    const looks = [lookAt(1, {}, { api: ['1.0.0'] }), lookAt(2, {}, { api: ['\u001b[2J<!channel> @here\u202e'] })];
    assert.match(courseOf(looks).course.events[0]?.text ?? '', /^api 1\.0\.0 -> [\w?. :/+-]+$/);
  });

  test('tells a cause that comes beside another one, and one that goes', () => {
    const both = { ...down, ...changesOf('stripe-outage') };
    const { course, causes } = courseOf([lookAt(1, down), lookAt(2, both), lookAt(3, changesOf('stripe-outage'))]);
    assert.equal(course.state, 'red');
    assert.deepEqual(causes.map(({ id, looks, now }) => [id, looks, now]).toSorted(), [
      ['ready-db', 2, false],
      [causes.find(({ id }) => id !== 'ready-db')?.id, 2, true],
    ]);
    assert.ok(course.events.some(({ text }) => text.startsWith('no longer seen: ')));
  });
});
