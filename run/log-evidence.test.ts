import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutPeople } from '#record/people/without-people.ts';
import { createRedactor } from '#record/redactor.ts';
import { logEvidence } from './log-evidence.ts';

const told = (text: string) => withoutPeople(createRedactor({ KEY: 'Zk3-vQ/9x' })(text));

test('a line of JSON is told as message, request and status, and only once', () => {
  const line = JSON.stringify({ level: 'error', message: 'request', method: 'POST', path: '/webhooks', status: 500 });
  assert.deepEqual(logEvidence([line, line], told), ['request POST /webhooks 500']);
});

test('a plain line is told cut short, without people, and without the half of a secret that a cut would leave', () => {
  const [line = ''] = logEvidence([`refused Anna Öhman ${'not '.repeat(45)} Zk3-vQ/9x`], told);
  assert.match(line, /^refused \[name\] not/);
  assert.doesNotMatch(line, /Zk3/);
  assert.ok(line.length <= 200);
});
