import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reading } from './read-release.ts';
import { inWordsOfSilence, isTooSilent, listenTo, type Silence } from './silence.ts';

const marker = { in: 'json', path: '/version', name: 'commit' } as const;
const component = { name: 'api', origin: 'https://api.shop.test', marker, expected: 'new-8' };
const old: Reading = { release: 'old-7' };
const none: Reading = { problem: 'api.shop.test refuses connections' };

/** Whether a component is too silent after looks a second apart, where two seconds are allowed. */
function judged(readings: readonly Reading[], before: string | undefined = 'old-7') {
  const silence: Silence = new Map();
  const all = readings.map((_, at) => ({
    component,
    sweeps: readings.slice(0, at + 1).map((one) => [one]),
    ...(before && { before }),
  }));
  for (const [at, one] of all.entries()) listenTo(silence, one, at * 1_000);
  return isTooSilent(silence, all.slice(-1), (readings.length - 1) * 1_000, 2_000);
}

test('one that named its release and does so no more is silent when it has had its time to come back', () => {
  assert.equal(judged([old, none, none]), false, 'a restart');
  assert.equal(judged([old, none, none, none]), true);
  assert.equal(judged([none, none, none]), true, 'earlier runs have heard it');
  assert.equal(judged([old, none, none, old, none]), false, 'it came back');
});

test('one that never named a release is not silent: its marker may be wrong, or come only with this deploy', () => {
  assert.equal(judged([none, none, none, none, none], ''), false);
});

test('why it is silent is said in the words of who asked', () => {
  const sweeps = [[old], [none]];
  assert.equal(
    inWordsOfSilence({ component, sweeps }),
    'api names no release any more: api.shop.test refuses connections',
  );
});
