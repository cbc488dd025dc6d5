import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SeenRun, wrongsOf } from './judge-chaos-run.ts';
import { misfortunes } from './misfortunes.ts';

const right: SeenRun = {
  struck: true,
  code: 0,
  overdue: false,
  secondsAfter: 4,
  hasBegun: true,
  told: true,
  next: { code: 0, told: true },
  processes: [],
  folders: [],
  bought: 0,
  lost: [],
};
const terminated = (seen: Partial<SeenRun> = {}) => wrongsOf(misfortunes.terminated, { ...right, code: 143, ...seen });

test('a run that ended as its misfortune demands, told its answer and left nothing, is right', () => {
  assert.deepEqual(terminated(), []);
  assert.deepEqual(terminated({ code: null, told: false }), [], 'what a signal ended at once tells nothing itself');
  assert.deepEqual(terminated({ hasBegun: false, told: false }), [], 'before the first check there is nothing to tell');
  assert.deepEqual(
    terminated({ struck: false, code: 2, secondsAfter: 90 }),
    [],
    'a blow that came too late changes nothing',
  );
});

for (const [what, seen, wrong] of [
  ['fails the app', { code: 1 }, /ended with 1, not with 143/],
  ['ends well although it was struck', { code: 0 }, /ended with 0/],
  ['ends as if struck when it was not', { struck: false }, /ended with 143, not with 0 or 2/],
  ['never ends', { code: null, overdue: true, secondsAfter: 236 }, /never ended, and was killed/],
  ['goes on after it was told to end', { secondsAfter: 75 }, /went on for 75 s/],
  ['tells nothing', { told: false }, /stands nowhere in stdout/],
  ['spoils the next run', { next: { code: 3, told: true } }, /the next run ended with 3/],
  ['silences the next run', { next: { code: 0, told: false } }, /the next run told nothing/],
  ['leaves a process', { processes: ['chrome --type=renderer'] }, /left a process: chrome/],
  ['leaves a folder', { folders: ['watchpost-run-1'] }, /left in the temporary folder: watchpost-run-1/],
  ['leaves a purchase', { bought: 1 }, /left bought: 1/],
  ['loses a datum', { lost: ['RunCompleted at noon'] }, /lost: RunCompleted at noon/],
] as const)
  test(`a run is wrong that ${what}`, () => {
    const [found = '', another] = terminated(seen);
    assert.match(found, wrong);
    assert.equal(another, undefined);
  });
