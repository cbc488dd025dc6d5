import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnoseRun, incidents } from '#checks/catalogue.ts';
import { frontendFailures } from '#checks/frontend/failures.ts';
import { aCheck, failingAs } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { incidentHere, stepHere } from './done-here.ts';
import { fillIncident, fillStep } from './fill-incident.ts';
import type { Incident, Step } from './incident.ts';
import { lookAtRollout, newTasks, rollbackSteps, watchIt } from './steps.ts';
import { templateValues } from './template-values.ts';

const marketplace = await loadTarget('marketplace');
const loventia = await loadTarget('loventia');

const look: Step = {
  text: 'the listener',
  command: 'aws elbv2 describe-listeners --region {region}',
  expect: 'a -> b',
};
const page: Incident = {
  id: 'page',
  title: 'Something is broken',
  severity: 'P1',
  affected: 'all',
  symptoms: ['none'],
  signs: [],
  firstChecks: ['none'],
  steps: [
    { ...lookAtRollout, expect: 'one -> Do 4; none -> Do 2' },
    { ...look, expect: 'right -> Do 3; wrong -> mend it' },
    { ...newTasks, text: 'put the secret in place', keepsWords: true, expect: 'green -> over; red -> Do 2' },
    { ...rollbackSteps.api, expect: 'green -> stay; red -> Do 3' },
    { text: 'call somebody', expect: 'they know -> good', afterMinutes: 15 },
  ],
  selfHealing: 'No.',
  rollback: { scope: 'api', why: 'code' },
};

test('a page is followed as the target says, without the steps that are none there', () => {
  const { steps } = incidentHere(page, marketplace);
  const { operations } = marketplace;
  assert.deepEqual(
    steps.map(({ text, command }) => [text, command]),
    [
      [operations['look-for-rollout']?.text, operations['look-for-rollout']?.command],
      ['put the secret in place', undefined],
      [operations['release-before']?.text, 'git revert --no-edit HEAD && git push origin main'],
      ['call somebody', undefined],
    ],
  );
  assert.deepEqual(
    steps.map(({ expect }) => expect),
    [
      'one -> Do 3; none -> call the owner',
      'green -> over; red -> call the owner',
      'green -> stay; red -> Do 2',
      'they know -> good',
    ],
  );
});

test('a page of which nothing is left says how to look again', () => {
  const bare = { aws: undefined, operations: { 'fresh-index': { text: 'put it out again' } } };
  assert.deepEqual(incidentHere({ ...page, steps: [look] }, bare).steps, [watchIt]);
  assert.deepEqual(stepHere(look, bare), { text: 'the port', expect: look.expect });
});

test('a target on AWS has the pages as they are, and what a target says itself stays so anywhere', () => {
  assert.equal(incidentHere(page, loventia), page);
  const own: Incident = { ...page, ofTarget: true };
  assert.equal(incidentHere(own, { aws: undefined, operations: {} }), own);
});

test('a target that says nothing of its platform is told in words what to do, and what leads on leads there', () => {
  const { steps } = incidentHere(page, { aws: undefined, operations: {} });
  assert.deepEqual(
    steps.map(({ text, command, expect }) => [text, command, expect]),
    [
      [lookAtRollout.elsewhere?.text, undefined, 'one -> Do 3; none -> call the owner'],
      ['put the secret in place', undefined, 'green -> over; red -> call the owner'],
      ['deploy the release before', undefined, 'green -> stay; red -> Do 2'],
      ['call somebody', undefined, 'they know -> good'],
    ],
  );
});

test('no page and no way back of the Marketplace speaks a command of AWS', () => {
  const values = templateValues(marketplace);
  const filled = incidents.map((incident) => fillIncident(incidentHere(incident, marketplace), values));
  const others = incidents.flatMap(({ disambiguate }) => (disambiguate ? [fillStep(disambiguate, values)] : []));
  const back = Object.values(rollbackSteps).map((step) => fillStep(step, values));
  const steps = [...filled.flatMap((incident) => incident.steps), ...others, ...back];
  assert.ok(steps.length > 300);
  const said = steps.flatMap(({ text, command, expect }) => [text, command ?? '', expect ?? '']);
  assert.deepEqual(
    said.filter((line) => /\baws [a-z]/.test(line)),
    [],
  );
});

test('pages that fail at the Marketplace are looked up where their versions are, and then at who answers', async () => {
  const record = sampleRecord({});
  const facts = { subject: 'GET /', status: 500, expectedStatus: [200], url: 'https://shop.example/' };
  record.checks = [aCheck('frontend/pages', failingAs(frontendFailures['site-fails'], facts))];
  const [cause] = diagnoseRun(record, marketplace).causes;
  assert.equal(cause?.incidents[0].id, 'frontend-down');
  assert.match(cause?.rollback.how?.text ?? '', /^pages: Version History/);
  assert.match(cause?.actions[0]?.text ?? '', /pages: Version History/);
  assert.match(cause?.actions[0]?.expect ?? '', /-> roll back; none -> Do 2/);
  assert.equal(cause?.actions[1]?.command, 'curl -sSL -m 10 -o /dev/null -D - https://shop.example/');
});
