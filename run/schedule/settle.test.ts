import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aCheck, failing } from '#record/samples/sample-check.ts';
import { aScheduledRun } from '#record/samples/sample-record.ts';
import type { PastRun } from '#store/past-runs.ts';
import { settle } from './settle.ts';
import { inWords } from './tell-settled.ts';

const red = aScheduledRun([
  aCheck('api/ready', failing('http-error')),
  aCheck('auth/me', { ...failing('auth'), needs: ['api/ready'] }),
]);

/** Runs of which each letter says whether it was red; a dash did not look. */
const past = (course: string): PastRun[] =>
  [...course].map((letter, at) => ({
    id: `run-${at}`,
    endedAt: '2026-11-21T02:57:10.000Z',
    releases: {},
    claims: letter === '-' ? {} : { 'api/ready': { outcome: letter === 'r' ? 'fail' : 'pass' } },
  }));

describe('after the second look', () => {
  test('a verdict stands that was found again, and of which nothing more could be found out', () => {
    assert.deepEqual(settle(red, { redAgain: true }, past('r')), { how: 'again', red: ['api/ready'], code: 1 });
    assert.deepEqual(settle(red, {}, past('r')), { how: 'unknown', red: ['api/ready'], code: 1 });
    assert.deepEqual(settle(red, undefined, []), { how: 'unknown', red: ['api/ready'], code: 1 });
  });

  test('what was seen once is degraded', () => {
    for (const course of ['r', 'gggggr', 'ggrggr', 'rrrggggggr', 'r----r'])
      assert.deepEqual(
        settle(red, { redAgain: false }, past(course)),
        { how: 'once', red: ['api/ready'], code: 2 },
        course,
      );
  });

  test('what comes and goes stands: each time some of the users meet it', () => {
    for (const course of ['rrr', 'grgrgr', 'r-r-r', 'gggrggrgr'])
      assert.deepEqual(settle(red, { redAgain: false }, past(course)).how, 'comes and goes', course);
  });

  test('each is told in one line that names the cause and leaves out its symptoms', () => {
    for (const how of ['again', 'once', 'comes and goes', 'unknown'] as const)
      assert.match(inWords({ how, red: ['api/ready'], code: 1 }, 20_000), /20 s later.*: api\/ready$/);
  });
});
