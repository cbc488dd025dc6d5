import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { finalizeRecord, type RunDraft } from '#record/finalize-record.ts';
import type { CheckRecord } from '#record/run-record.ts';
import { aCheck, aFailure } from '#record/samples/sample-check.ts';
import { aDraft } from '#record/samples/sample-record.ts';
import type { RunEnding } from '#record/verdict.ts';
import { confidenceOf } from './confidence.ts';
import { generalIncident } from './general-incidents.ts';
import type { Incident, Sign } from './incident.ts';

const incident = (...signs: Sign[]): Incident => ({ ...generalIncident('auth'), id: 'token-refused', signs });
const telling = incident({ check: 'auth/me', codes: ['something-seen'], facts: { count: [2] } });
const vague = incident({ check: 'auth/me', codes: ['something-seen'], vague: true });

const me = aFailure('auth/me', 'auth');
const failed: CheckRecord = {
  ...me,
  ...(me.failure && { failure: { ...me.failure, facts: { count: 2, total: 6 } } }),
  needs: ['auth/login'],
};
const of = (
  incidents: [Incident, ...Incident[]],
  check = failed,
  draft: Partial<RunDraft> = {},
  ending: RunEnding = {},
) => confidenceOf(incidents, [check], finalizeRecord(aDraft([aCheck('auth/login'), check], draft), ending));

describe('confidence is', () => {
  test('high for one incident whose own sign was seen, without a doubt', () => {
    assert.equal(of([telling]).level, 'high');
  });

  test('high where one of several signs that fit is not a vague one', () => {
    assert.equal(of([{ ...telling, signs: [...vague.signs, ...telling.signs] }]).level, 'high');
  });

  test('medium for a sign that others show too', () => {
    assert.deepEqual(of([vague]), { level: 'medium', reasons: ['shows in a way that others may too'] });
  });

  const unconfirmed = { ...failed, ...(failed.failure && { failure: { ...failed.failure, unconfirmed: true } }) };
  const alone = { ...failed, needs: ['api/health', 'api/ready'] };
  const doubts: [string, CheckRecord, Partial<RunDraft>, RunEnding][] = [
    ['what was seen once', unconfirmed, {}, {}],
    ['a run with faults of our own', failed, { harness: ['worker 2 crashed'] }, {}],
    ['a run that was stopped', failed, {}, { signal: 'SIGTERM' }],
    ['what may be a symptom of something that was not looked at', alone, {}, {}],
  ];
  for (const [what, check, draft, ending] of doubts) {
    test(`medium for ${what}, and low for that together with a vague sign`, () => {
      assert.equal(of([telling], check, draft, ending).level, 'medium');
      assert.equal(of([vague], check, draft, ending).level, 'low');
    });
  }

  test('not lower because of what the target does not watch', () => {
    const notWatched = ['api/health', 'api/ready'].map((id) => ({ id, layer: 'api' as const, title: id }));
    assert.equal(of([telling], alone, { notWatched }).level, 'high');
  });

  test('low for several candidates, and for what is known by its class alone', () => {
    assert.equal(of([telling, vague]).level, 'low');
    assert.equal(of([generalIncident('auth')]).level, 'low');
  });
});
