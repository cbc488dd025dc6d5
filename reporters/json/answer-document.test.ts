import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { recordedFaults } from '#record/samples/recorded.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { anAnswer } from '../answer-for-test.ts';
import { answerDocument } from './answer-document.ts';
import { answerSchema } from './answer-schema.ts';

const target = await loadTarget('loventia');

describe('the answer for programs', () => {
  test('fits its schema whatever fault of the demo it is about, and says no less than the answer for people', () => {
    for (const fault of recordedFaults()) {
      const answer = anAnswer(sampleRecord(changesOf(fault)), target);
      const document = answerSchema.parse(JSON.parse(JSON.stringify(answerDocument(answer))));
      assert.deepEqual(
        document.causes.map(({ incidents: [first], steps, title, affected }) => [
          first?.id,
          steps.length,
          title,
          affected,
        ]),
        answer.causes.map(({ cause, steps, title, affected }) => [
          cause.incidents[0].id,
          steps.length,
          title,
          affected,
        ]),
        fault,
      );
    }
  });

  test('names what failed by code and facts, who is called by when, and where to look', () => {
    const response = { P0: { acknowledgeMinutes: 15, channel: '#oncall', call: ['tech lead'], callByLayer: {} } };
    const record = sampleRecord(changesOf('ready-db'), { releases: { api: ['9ab12f0'] } });
    const document = answerDocument(anAnswer(record, { ...target, response }));
    const [cause] = document.causes;
    assert.equal(document.verdict.name, 'failed');
    assert.deepEqual(document.releases, { api: ['9ab12f0'] });
    assert.equal(cause?.facts.status, 503);
    assert.equal(cause?.code, record.checks.find(({ id }) => id === 'api/ready')?.failure?.code);
    assert.deepEqual([cause?.owner.channel, cause?.owner.call], ['#oncall', ['tech lead']]);
    assert.ok(cause?.steps.every(({ expect }) => expect));
    assert.ok(cause && cause.symptoms.length > 0, 'what is red because of it');
  });

  test('lists what could not be looked at, with the reason', () => {
    const reason = 'WATCHPOST_PROBE_EMAIL is not set';
    const document = answerDocument(
      anAnswer(sampleRecord({ 'auth/login': { outcome: 'not-run', notRun: 'misconfigured', reason } }), target),
    );
    assert.deepEqual(document.notLookedAt, [{ check: 'auth/login', reason }]);
  });
});
