import assert from 'node:assert/strict';
import process from 'node:process';
import { test } from 'node:test';
import { z } from 'zod';
import { handOn, settingsOfRun } from './handed-settings.ts';
import { loadSettings } from './settings.ts';

const asked = { WATCHPOST_TARGET: 'loventia', WATCHPOST_RUN_ID: '20261130-0900-abcd', WATCHPOST_TIERS: 'http' };
const settings = await loadSettings(asked);

test('hands on what was read, expressions included, and reads nothing anew', async () => {
  const { target } = settings;
  const given = {
    ...settings,
    account: 2,
    target: { ...target, consoleAllowed: [{ pattern: /pixel$/i, reason: 'ads' }] },
  };
  const told = handOn(given, process.pid);
  // Were it read, this would be refused.
  const taken = await settingsOfRun({ ...told, WATCHPOST_TARGET: 'no-such-target' });
  assert.deepEqual(taken, given);
});

test('is for the runner it was made for and for its workers alone', async () => {
  const told = handOn({ ...settings, account: 7 }, 1);
  const taken = await settingsOfRun({ ...asked, ...told });
  assert.equal(taken.account, 0);
  assert.deepEqual(await settingsOfRun({ ...asked, ...handOn({ ...settings, account: 7 }, process.ppid) }), {
    ...settings,
    account: 7,
  });
});

test('hands on nothing that cannot be written down as it is, nor more than a variable holds', () => {
  const schemas = [z.object({ status: z.literal('ok') }), new URL('https://example.com'), () => true];
  for (const accepts of schemas)
    assert.deepEqual(handOn({ ...settings, target: { ...settings.target, ...{ accepts } } }, process.pid), {});
  assert.deepEqual(handOn({ ...settings, location: 'x'.repeat(40_000) }, process.pid), {});
});

test('one that was never started is told nothing', async () => {
  const taken = await settingsOfRun({ ...asked, ...handOn({ ...settings, account: 7 }, undefined) });
  assert.equal(taken.account, 0);
});
