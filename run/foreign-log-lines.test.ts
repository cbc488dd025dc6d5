import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foreignLogLines } from './foreign-log-lines.ts';

const own = '4bf92f3577b34da6a3ce929d0e0e4736';
const ours = JSON.stringify({ message: 'request', path: '/webhooks/stripe', status: 400, traceId: own });
const theirs = JSON.stringify({ message: 'request', method: 'POST', path: '/webhooks/stripe', status: 500 });

test('what our own requests left in a log is left out', () => {
  assert.deepEqual(foreignLogLines([ours, theirs, theirs], new Set([own])), [theirs, theirs]);
});

test('a log without trace ids cannot tell ours from others, and an empty one says nothing', () => {
  assert.equal(foreignLogLines([theirs], new Set([own])), undefined);
  assert.deepEqual(foreignLogLines([], new Set([own])), []);
});
