import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import process from 'node:process';
import { test } from 'node:test';
import { differences, leftBehind, processState } from './process-state.ts';

const state = { folder: '/project', env: { A: '1', B: '2' }, open: ['PipeWrap', 'Timeout'] };

test('a process that is as it was has no differences, and what was closed is none', () => {
  assert.deepEqual(differences(state, { ...state, open: ['PipeWrap'] }), []);
});

test('another directory, changed variables and what keeps the process alive are told by name', () => {
  const after = { folder: '/', env: { B: '3', C: '4' }, open: ['Timeout', 'PipeWrap', 'Timeout', 'TCPServerWrap'] };
  assert.deepEqual(differences(state, after), [
    'the working directory is /',
    'variables are changed: A, B, C',
    'still open: Timeout, TCPServerWrap',
  ]);
});

test('what is being closed is waited for', async () => {
  const before = processState();
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  assert.deepEqual(differences(before, processState()), ['still open: TCPServerWrap']);
  setImmediate(() => server.close());
  assert.deepEqual(await leftBehind(before), []);
});

test('a variable that was set is told, and its value is not', async (t) => {
  const before = processState();
  process.env['WATCHPOST_STATE_TEST'] = 'a value';
  t.after(() => delete process.env['WATCHPOST_STATE_TEST']);
  assert.deepEqual(await leftBehind(before), ['variables are changed: WATCHPOST_STATE_TEST']);
});
