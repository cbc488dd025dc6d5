import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import process from 'node:process';
import { afterEach, test } from 'node:test';
import { promisify } from 'node:util';
import { announceRecorder, recorderListens, recorderTakesBack, withdrawRecorder } from './recorder-presence.ts';

afterEach(withdrawRecorder);

const asked = `
import { recorderListens, recorderTakesBack } from '${new URL('recorder-presence.ts', import.meta.url).href}';
console.log(recorderListens(), recorderTakesBack());`;

/** What a process knows that this one starts. */
async function knownToChild(): Promise<string> {
  const args = ['--input-type=module', '--eval', asked];
  return (await promisify(execFile)(process.execPath, args, { env: process.env })).stdout.trim();
}

test('without a word of it there is no recorder', async () => {
  assert.deepEqual([recorderListens(), recorderTakesBack()], [false, false]);
  assert.equal(await knownToChild(), 'false false');
});

test('its runner and the workers of its runner know that it listens, and whether it takes failures back', async () => {
  announceRecorder(false);
  assert.deepEqual([recorderListens(), recorderTakesBack()], [true, false]);
  assert.equal(await knownToChild(), 'true false');
  announceRecorder(true);
  assert.deepEqual([recorderListens(), recorderTakesBack()], [true, true]);
  assert.equal(await knownToChild(), 'true true');
});

test('once it is withdrawn nobody knows of it', async () => {
  announceRecorder(true);
  withdrawRecorder();
  assert.equal(recorderListens(), false);
  assert.equal(await knownToChild(), 'false false');
});

test('what was inherited from the run of another process says nothing', () => {
  process.env['WATCHPOST_RECORDER'] = '1 takes back';
  assert.deepEqual([recorderListens(), recorderTakesBack()], [false, false]);
});
