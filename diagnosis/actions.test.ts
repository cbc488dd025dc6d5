import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actionsOf } from './actions.ts';
import { generalIncident } from './general-incidents.ts';
import type { Incident, Step } from './incident.ts';
import type { Rollback } from './model.ts';
import { lookAtRollout, rollbackSteps } from './steps.ts';

const step = (command: string, expect?: string): Step => ({ text: command, command, ...(expect && { expect }) });
const incident = (...steps: [Step, ...Step[]]): Incident => ({ ...generalIncident('http-error'), id: 'x', steps });
const back = { ...rollbackSteps.api, expect: 'green -> over; still 503 -> Do 3' };
const scope = 'api' as const;
const answers: Record<Rollback['advice'], Rollback> = {
  yes: { advice: 'yes', scope, why: 'it came between', how: back },
  no: { advice: 'no', scope, why: 'red before it came' },
  decide: { advice: 'decide', scope, why: 'a rollout finished', how: back },
};
const actions = (one: Incident, advice: Rollback['advice'], ...rivals: Incident[]) =>
  actionsOf([one, ...rivals], {
    rollback: answers[advice],
    since: { detectedAt: '2026-11-21T02:46:05.000Z', lastGoodAt: '2026-11-21T02:41:05.000Z' },
    endedAt: '2026-11-21T02:57:10.000Z',
    lead: 'api/ready',
  });
const told = (...given: Parameters<typeof actions>) => actions(...given).map(({ command, text }) => command ?? text);

describe('what to do first', () => {
  const page = incident(lookAtRollout, back, step('log', 'a stack -> Do 4'), step('tasks'), {
    text: 'later',
    afterMinutes: 15,
  });

  test('is the rollback where it is known to help; the look at the rollout has been taken', () => {
    assert.deepEqual(told(page, 'yes'), [back.command, 'log', 'tasks']);
  });

  test('is a look at the rollout where that decides, and says what it decides', () => {
    const [look, log] = actions(page, 'decide');
    assert.equal(look?.command, lookAtRollout.command);
    assert.equal(look?.expect, 'finished after 02:41Z -> roll back; none -> Do 2');
    assert.equal(log?.command, 'log');
  });

  test('takes the look for granted where a page does not name it', () => {
    assert.deepEqual(told(incident(back, step('log')), 'decide'), [lookAtRollout.command, 'log']);
    assert.deepEqual(told(incident(step('stop the task'), step('log')), 'decide').slice(0, 2), [
      'stop the task',
      lookAtRollout.command,
    ]);
  });

  test('is never to go back where that does not help', () => {
    assert.deepEqual(told(page, 'no'), ['log', 'tasks']);
  });

  test('leads on by the numbers that are shown, and shows where it leads', () => {
    const [first, , third] = actions(page, 'yes');
    assert.equal(first?.expect, 'green -> over; still 503 -> Do 2');
    assert.equal(third?.command, 'tasks', 'the log leads there');
    const [only] = actions(incident(step('log', 'nothing -> Do 7')), 'no');
    assert.equal(only?.expect, 'nothing -> call the owner');
  });

  test('asks once where the page asks the same for another reason, and keeps that where there is nothing to look for', () => {
    const who = {
      ...step('curl -sSL -m 10 -o /dev/null -D - {app}/', 'the app -> its log; a proxy -> behind it'),
      text: 'who?',
    };
    const site = incident({ ...rollbackSteps.frontend, expect: 'open -> over' }, who, step('log'));
    const of = (advice: Rollback['advice']) =>
      actionsOf([site], {
        rollback: { ...answers[advice], scope: 'frontend', how: rollbackSteps.frontend },
        since: { detectedAt: '2026-11-21T02:46:05.000Z', lastGoodAt: '2026-11-21T02:41:05.000Z' },
        endedAt: '2026-11-21T02:57:10.000Z',
        lead: 'frontend/pages',
      });
    const [first, second] = of('decide');
    assert.deepEqual([first?.text, second?.command], ['who?', 'log']);
    assert.equal(
      first?.expect,
      'last-modified after 02:41Z -> roll back; older or none: the app -> its log; a proxy -> behind it',
    );
    assert.equal(of('no')[0]?.expect, who.expect);
    assert.equal(of('yes')[1]?.expect, who.expect);
  });

  test('names the step that follows, wherever it stands, and the owner where none does', () => {
    const again = { ...step('again', 'OK -> over; red again -> it lasts: the next step') };
    const [first, second] = actions(incident(again, { ...again, command: 'and again' }), 'no');
    assert.equal(first?.expect, 'OK -> over; red again -> it lasts: Do 2');
    assert.equal(second?.expect, 'OK -> over; red again -> it lasts: call the owner');
  });

  test('is to tell candidates apart where there are several', () => {
    const disambiguate = step('decides', 'a stack -> 2');
    const shared = step('resend');
    const rivals = [incident(step('other'), shared)];
    assert.deepEqual(told({ ...incident(shared), disambiguate }, 'decide', ...rivals), ['decides', 'resend']);
  });
});
