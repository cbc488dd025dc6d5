import assert from 'node:assert/strict';
import test from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { failing } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { failureClasses } from '#record/vocabulary.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { generalIncidents } from './general-incidents.ts';
import { rollbackSteps } from './steps.ts';
import { watchingIncidents } from './suite-incidents.ts';

const target = await loadTarget('loventia');
const goingBack = Object.values(rollbackSteps).map(({ command }) => command);

test('a failure that no incident explains is looked into first, also when a release came just before', () => {
  const releases = { api: [{ seen: ['8de22aa'], since: '2026-11-20T10:00:00.000Z' }] };
  for (const failureClass of failureClasses) {
    const record = sampleRecord({ 'api/version': failing(failureClass, 'something unheard of') });
    const [cause] = diagnoseRun(record, target, { releases }).causes;
    assert.equal(cause?.incidents[0].id, `other-${failureClass}`);
    const { advice, why } = cause.rollback;
    assert.notEqual(advice, 'yes', failureClass);
    // No step goes back, or looks for what to go back from, where the answer says that it would not help.
    const looks = cause.actions.some(({ expect = '' }) => /roll(?: it)? back/.test(expect));
    assert.equal(looks, advice === 'decide', failureClass);
    if (advice === 'decide') assert.match(why, /^first find out what it is \(Do 1\); a (?:rollout|deploy) /);
    assert.ok(!cause.actions[0]?.command?.includes('--task-definition'), failureClass);
  }
});

test('every step says what it may show and where that leads', () => {
  for (const { id, steps } of [...generalIncidents, ...watchingIncidents]) {
    for (const { text, expect } of steps) assert.match(expect ?? '', /->/, `${id}: ${text}`);
    assert.ok(!goingBack.includes(steps[0].command), `${id} begins by going back`);
  }
});
