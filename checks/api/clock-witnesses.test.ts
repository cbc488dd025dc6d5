import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isOurClock, secondsOff, type Witness } from './clock-witnesses.ts';

const at = Date.UTC(2026, 10, 28, 3, 0, 0, 500);
const dated = (date: string, age = '') => ({ header: (name: string) => ({ date, age })[name] ?? '' });
const ago = (seconds: number) => new Date(at - 500 - seconds * 1_000).toUTCString();

describe('the clock of a host is ahead of ours', () => {
  const rows: [what: string, date: string, age: string, seconds: number | undefined][] = [
    ['by what its date says', ago(-90), '', 90],
    ['by nothing where a cache keeps an answer with its date', ago(240), '240', 0],
    ['by nothing where a cache dates its answer anew', ago(0), '240', 0],
    ['by what is left when the age is added', ago(700), '100', -600],
    ['by its date alone where the age is none', ago(5), 'old', -5],
    ['nobody knows by how much where it says no date', '', '', undefined],
    ['nobody knows by how much where the date is none', 'today', '3', undefined],
  ];
  for (const [what, date, age, seconds] of rows)
    test(what, () => assert.equal(secondsOff(dated(date, age), at), seconds));
});

describe('our own clock is wrong', () => {
  const own = (seconds: number): Witness => ({ name: 'app', seconds, isIndependent: false });
  const other = (seconds: number): Witness => ({ name: 'elsewhere', seconds, isIndependent: true });
  const rows: [what: string, witnesses: Witness[], ours: boolean][] = [
    ['where nobody else can be asked: no', [], false],
    ['where every other host says the same: yes', [own(3_601), own(3_599)], true],
    ['where another host has our time: no', [own(3_600), own(0)], false],
    ['where all hosts share their time and a stranger has ours: no', [own(3_600), other(1)], false],
    ['where a stranger says the same: yes', [own(0), other(3_600)], true],
    ['where strangers are of two minds: no', [other(3_600), other(0)], false],
  ];
  for (const [what, witnesses, ours] of rows) test(what, () => assert.equal(isOurClock(3_600, witnesses, 30), ours));
});
