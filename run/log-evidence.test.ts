import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logEvidence } from './log-evidence.ts';

test('a line of JSON is told as message, request and status, and only once', () => {
  const line = JSON.stringify({ level: 'error', message: 'request', method: 'POST', path: '/hooks', status: 500 });
  assert.deepEqual(logEvidence([line, line]), ['request POST /hooks 500']);
});

test('plain lines are told as they are, cut short, without the address of a person', () => {
  const [told = ''] = logEvidence([`refused anna@loventia.example ${'x'.repeat(500)}`]);
  assert.match(told, /^refused \[address\] x+$/);
  assert.ok(told.length <= 200);
});
