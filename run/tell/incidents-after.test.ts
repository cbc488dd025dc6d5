import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Changes, failing, notRun } from '#record/samples/sample-check.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { anAnswer } from '#reporters/answer-for-test.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { incidentsAfter } from './incidents-after.ts';
import type { SeenRun } from './seen-run.ts';
import { nothingTold, type TellingState } from './telling-state.ts';

const target = await loadTarget('loventia');
const down = changesOf('ready-db');
const broken = changesOf('webhook-secret');
/** A run that opens no page. */
const withoutPages = () => {
  const checks = sampleRecord().checks.filter(({ tier }) => tier === 'http');
  return { checks, expected: checks.map(({ id }) => id) };
};

let minute = 0;
function aRun(changes: Changes = {}, draft: Parameters<typeof sampleRecord>[1] = {}, isSure = false): SeenRun {
  minute += 1;
  const record = sampleRecord(changes, {
    endedAt: new Date(Date.UTC(2026, 10, 21, 3, minute)).toISOString(),
    ...draft,
  });
  return { record, answer: anAnswer(record, target), isSure };
}
const withRound = (run: SeenRun, round: number): SeenRun => ({ ...run, record: { ...run.record, round } });
const blind = () => aRun({}, { harness: ['the browser did not start'] });

/** What is told after each of these runs. */
function toldAfter(...runs: SeenRun[]): { told: string[][]; state: TellingState } {
  let state = nothingTold;
  const told = runs.map((run) => {
    const after = incidentsAfter(state, run);
    state = after.state;
    return after.changes.map(({ event, incident }) => `${event} ${incident.key.replace('loventia-test/', '')}`);
  });
  return { told, state };
}

describe('people are told of an incident', () => {
  test('once two runs in a row have seen it, once, and once it is over', () => {
    const { told } = toldAfter(aRun(down), aRun(down), aRun(down), aRun(), aRun());
    assert.deepEqual(told, [[], ['opened ready-db'], [], ['resolved ready-db'], []]);
  });

  test('never where it was seen once, or now and then', () => {
    const { told } = toldAfter(aRun(down), aRun(), aRun(down), aRun());
    assert.deepEqual(told.flat(), []);
  });

  test('by the look that confirms a red run, and at once where several looks have come before', () => {
    const second = (changes: Changes) => withRound(aRun(changes), 2);
    assert.deepEqual(toldAfter(aRun(down), second(down)).told, [[], ['opened ready-db']]);
    assert.deepEqual(toldAfter(aRun(down), second({}), aRun(down)).told.flat(), [], 'it was gone a moment later');
    assert.deepEqual(toldAfter(aRun(down), second(broken)).told.flat(), [], 'it was something else');
    assert.deepEqual(toldAfter(second(down)).told, [['opened ready-db']], 'where the first look is forgotten');
    assert.deepEqual(toldAfter(aRun(down, {}, true)).told, [['opened ready-db']]);
  });

  test('also where runs came between that did not look there, or could not tell', () => {
    const page = { 'frontend/renders': failing('render') };
    const elsewhere = () => aRun({}, withoutPages());
    const { told } = toldAfter(aRun(page), elsewhere(), blind(), aRun(page), elsewhere(), aRun());
    assert.deepEqual(
      told.map(({ length }) => length),
      [0, 0, 0, 1, 0, 1],
    );
    assert.match(told.flat().join(), /^opened .*,resolved .*$/);
  });

  test('as over only by a whole run that is green', () => {
    const confirming = withRound(aRun(), 2);
    const { told } = toldAfter(aRun(down), aRun(down), confirming, blind(), aRun());
    assert.deepEqual(told, [[], ['opened ready-db'], [], [], ['resolved ready-db']]);
  });

  test('as over where nobody promises any more what was broken', () => {
    const checks = sampleRecord().checks.filter(({ id }) => id !== 'images/profile');
    const without = { checks, expected: checks.map(({ id }) => id) };
    const notWatched = [{ id: 'images/profile', layer: 'images', title: 'shows a photo' }];
    const photo = { 'images/profile': failing('image') };
    const { told } = toldAfter(aRun(photo), aRun(photo), aRun({}, without), aRun({}, { ...without, notWatched }));
    assert.deepEqual(
      told.map(([first]) => first?.split(' ')[0]),
      [undefined, 'opened', undefined, 'resolved'],
    );
  });

  test('as the same one when its cause changes, as soon as two runs have seen the other', () => {
    const { told, state } = toldAfter(aRun(down), aRun(down), aRun(broken), aRun(broken), aRun(broken), aRun());
    assert.deepEqual(told, [[], ['opened ready-db'], [], ['changed ready-db'], [], ['resolved ready-db']]);
    assert.deepEqual([state.open, state.suspicions], [[], []]);
  });

  test('apart from another one: what is over ends while the other goes on', () => {
    const both = { ...broken, 'images/profile': failing('image') };
    const { told } = toldAfter(aRun(both), aRun(both), aRun(broken), aRun(broken), aRun());
    assert.equal(told[1]?.length, 2);
    const over = told[2]?.[0] ?? '';
    assert.match(over, /^resolved .*images\/profile/);
    assert.deepEqual([told[3], told[4]?.length], [[], 1]);
  });

  test('not where it is a third party, where it only degrades, or where it is muted', () => {
    const late = changesOf('premium-late');
    const stripe = changesOf('stripe-outage');
    assert.deepEqual(toldAfter(aRun(late), aRun(late), aRun(stripe), aRun(stripe)).told.flat(), []);
  });
});

/** What is told after each run: `r` sees that the database is away, `o` something that has nothing to do with it, `w` a webhook. */
const toldOf = (course: string) =>
  toldAfter(
    ...[...course].map((letter) =>
      aRun({ r: down, o: { 'images/profile': failing('image') }, w: broken }[letter] ?? {}),
    ),
  );
const numbered = (told: string[][]) => told.flatMap((lines, at) => lines.map((line) => `${at + 1} ${line}`));

describe('what comes and goes', () => {
  test('is told once when it was red in three of the last six runs, and that it is over when it holds for four', () => {
    const { told } = toldOf('rgrgrgrggrgggrgggg');
    assert.deepEqual(numbered(told), ['5 opened ready-db', '18 resolved ready-db']);
    assert.deepEqual(numbered(toldOf('rggrggrggr').told), [], 'a third of the runs is too few');
  });

  test('is told as that, since when and how often', () => {
    const { state } = toldOf('grggrgr');
    const [one] = state.open;
    assert.match(one?.title ?? '', /^The API .*, comes and goes \(3 of 6 runs\)$/);
    assert.deepEqual(one?.flaps, { checks: ['api/ready'], red: 3, of: 6 });
    assert.equal(one?.since, state.looks?.['api/ready']?.find(({ red }) => red)?.at);
  });

  test('opens and resolves no second time where each red is confirmed', () => {
    const red = () => [aRun(down), withRound(aRun(down), 2)];
    const { told } = toldAfter(...red(), aRun(), ...red(), aRun(), aRun(), ...red(), aRun(), ...red(), aRun());
    assert.deepEqual(told.flat(), ['opened ready-db', 'resolved ready-db', 'opened ready-db']);
  });

  test('is no outage that ends, and is told anew when it does not go any more', () => {
    assert.deepEqual(numbered(toldOf('rrrrrrgggg').told), ['2 opened ready-db', '7 resolved ready-db']);
    const { told, state } = toldOf('rgrgrrrrrrr');
    assert.deepEqual(numbered(told), ['5 opened ready-db', '10 changed ready-db']);
    assert.doesNotMatch(state.open[0]?.title ?? '', /comes and goes/);
    assert.deepEqual(numbered(toldOf('rgrgrrrrrrrg').told).at(-1), '12 resolved ready-db');
  });

  test('is looked for by runs that look there: others neither count nor end it', () => {
    const page = { 'frontend/renders': failing('render') };
    const elsewhere = () => aRun({}, withoutPages());
    const { told, state } = toldAfter(
      ...[aRun(page), elsewhere(), aRun(), elsewhere(), aRun(page), elsewhere(), aRun(), elsewhere(), aRun(page)],
      ...[elsewhere(), elsewhere(), elsewhere(), elsewhere(), elsewhere()],
    );
    assert.deepEqual([told.flat().length, state.open[0]?.flaps?.of], [1, 5]);
  });

  test('is told of each of two causes that alternate, and of neither again', () => {
    const { told } = toldOf('wowowowowowowogggg');
    assert.deepEqual(
      numbered(told).map((line) => line.split(' ').slice(0, 2).join(' ')),
      ['5 opened', '6 opened', '17 resolved', '18 resolved'],
    );
  });

  test('between two causes in place of each other is told once as that, and then no more', () => {
    for (const course of ['rrwwrrwwrrwwrrww', 'wwrrwwrrwwrrwwrr']) {
      const { told, state } = toldOf(course);
      const whatever = numbered(told).map((line) => line.split(' ').slice(0, 2).join(' '));
      assert.deepEqual(whatever, ['2 opened', '4 changed', '5 changed'], course);
      assert.match(state.open[0]?.title ?? '', /in turn with something else$/);
      assert.equal(state.open[0]?.severity, 'P0', 'the worse of both');
    }
  });

  test('is known to a state of before as well, which knows no looks', () => {
    const { looks: _, ...older } = toldOf('r').state;
    assert.deepEqual(incidentsAfter(older, aRun(down)).changes[0]?.event, 'opened');
  });
});

describe('whoever runs the monitor is told', () => {
  test('when two runs in a row could not tell, and when one can again', () => {
    const { told } = toldAfter(blind(), blind(), blind(), aRun(down), aRun());
    assert.deepEqual(told, [[], ['opened monitor'], [], ['resolved monitor'], []]);
  });

  test('not by a run that cannot tell now and then', () => {
    assert.deepEqual(toldAfter(blind(), aRun(), blind(), aRun()).told.flat(), []);
  });

  test('once where it comes and goes, and that it is over when four runs in a row can tell', () => {
    const course = [...'brbrbrbrrbrrrr'].map((letter) => (letter === 'b' ? blind() : aRun()));
    const { told, state } = toldAfter(...course);
    assert.deepEqual(numbered(told), ['5 opened monitor', '14 resolved monitor']);
    assert.equal(state.open.length, 0);
    const [open] = toldAfter(blind(), aRun(), blind(), aRun(), blind()).state.open;
    assert.match(open?.title ?? '', /, comes and goes \(3 of 5 runs\)$/);
  });

  test('of each choice of tiers apart: one that sees does not speak for one that is blind', () => {
    const blindPages = () => {
      const { record, ...rest } = blind();
      return { ...rest, record: { ...record, tiers: ['http' as const, 'browser' as const] } };
    };
    const seesHttp = () => {
      const { record, ...rest } = aRun();
      return { ...rest, record: { ...record, tiers: ['http' as const] } };
    };
    const { told } = toldAfter(blindPages(), seesHttp(), blindPages(), seesHttp(), aRun());
    assert.deepEqual(told, [[], [], ['opened monitor'], [], ['resolved monitor']]);
  });

  test('where a secret is missing, which leaves no doubt of the product', () => {
    const unset = { 'auth/login': notRun('misconfigured', 'WATCHPOST_PROBE_EMAIL is not set') };
    const { told } = toldAfter(aRun(unset), aRun(unset));
    assert.deepEqual(told, [[], ['opened monitor']]);
  });
});
