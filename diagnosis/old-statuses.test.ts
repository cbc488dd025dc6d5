import assert from 'node:assert/strict';
import test from 'node:test';
import type { CheckRecord } from '#record/run-record.ts';
import { statusesSeen } from './old-statuses.ts';
import { failing, passingCheck } from './sample-record.ts';

const check = (id: string, message: string, ...evidence: string[]): CheckRecord => ({
  ...passingCheck([id, 'P1', ['http-error'], []]),
  ...failing('http-error', message, ...evidence),
});
const seen = (message: string, ...evidence: string[]) => [
  ...statusesSeen(check('images/profile', message, ...evidence)),
];

test('a status is read where one is spoken of', () => {
  assert.deepEqual(seen('saga.webp answered 403'), [403]);
  assert.deepEqual(seen('x', 'GET https://images.example/a.jpg 404 in 12 ms'), [404]);
});

test('what was only expected was not seen', () => {
  assert.deepEqual(seen('GET / answered 503, expected 200'), [503]);
  assert.deepEqual(seen('answered 404, expected 200 or 201'), [404]);
});

test('ports, sizes, times and names are no statuses', () => {
  assert.deepEqual(seen('https://api.example:443/photo-404.jpg took 500 ms, has 300 bytes, 200 of them read'), []);
});

test('an answer to our own forged event says nothing of genuine ones, unless the app broke on it', () => {
  const webhook = (said: string) => [...statusesSeen(check('billing/webhook', said))];
  assert.deepEqual(webhook('the app answers a bad signature with 400'), []);
  assert.deepEqual(webhook('the app answers a bad signature with 500'), [500]);
  assert.deepEqual(webhook('each delivery was answered 400'), [400]);
});

test('without words, the exchanges that went badly speak', () => {
  const exchange = { method: 'GET', url: 'https://x.example/', phases: { total: 3 }, headers: {}, redirects: [] };
  const silent = {
    ...check('auth/me', 'not what it should be'),
    exchanges: [
      { ...exchange, status: 200 },
      { ...exchange, status: 502 },
    ],
  };
  assert.deepEqual([...statusesSeen(silent)], [502]);
});
