import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordedFaults } from '#record/samples/recorded.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { firstScreen } from '#reporters/text/first-screen.ts';
import { noHistory } from '#store/history.ts';
import { pastRunOf } from '#store/past-runs.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { answerOfLook } from './answer-of-look.ts';

const target = await loadTarget('loventia');
const deployed =
  (isOld = false) =>
  (fault: string) => ({
    before: { runs: [pastRunOf(sampleRecord(isOld ? changesOf(fault) : {}))] },
    components: [],
    migration: false,
  });
const answered = (fault: string, how = deployed()) =>
  answerOfLook({ record: sampleRecord(changesOf(fault)), understood: { history: noHistory } }, target, how(fault));

test('where the gate says to go back, whatever else it may be, the first step is how', () => {
  const told = recordedFaults().flatMap((fault) => answered(fault).causes.map((cause) => ({ fault, ...cause })));
  const back = told.filter(({ rollback }) => rollback.word === 'YES');
  assert.ok(back.some(({ cause }) => cause.incidents.length > 1) && back.length > 10, 'of all kinds');
  for (const { fault, rollback, steps } of back) {
    assert.equal(steps[0]?.command, rollback.command, fault);
    assert.ok(!steps.some(({ expect = '' }) => /^(?:finished|last-modified) /.test(expect)), fault);
  }
  assert.match(firstScreen(answered('ready-db')), /Do 1 +# the revision before\n.* update-service /);
});

test('where it is older than the deploy, no step looks for a rollout or goes back', () => {
  for (const fault of ['ready-db', 'login-500']) {
    const [cause] = answered(fault, deployed(true)).causes;
    assert.equal(cause?.rollback.word, 'NO');
    assert.doesNotMatch(JSON.stringify(cause?.steps), /list-service-deployments|task-definition/);
  }
});
