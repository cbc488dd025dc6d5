import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerKind } from '#fixtures/billing/answer-kind.ts';
import { codeOfForgery, codeOfSigned, codeOfStale } from './webhook-answer.ts';

test('a status is told by what it means for the one who posted', () => {
  const kinds = [200, 204, 400, 401, 403, 500, 503, 301, 308, 404, 405, 410, 415, 422, 451, 408, 429].map(answerKind);
  const told = ['accepted', 'refused', 'failed', 'unrouted', 'other'].map(
    (kind) => kinds.filter((one) => one === kind).length,
  );
  assert.deepEqual(told, [2, 6, 2, 5, 2]);
});

test('the same status means another failure for an event that nobody signed, one that is old, and one that is genuine', () => {
  const of = (status: number) => [codeOfForgery, codeOfStale, codeOfSigned].map((codeOf) => codeOf(status).id);
  assert.deepEqual(of(200), ['forgery-accepted', 'stale-signature-accepted', 'webhook-answer-unexpected']);
  assert.deepEqual(of(500), ['forgery-failed', 'forgery-failed', 'signed-event-failed']);
  assert.deepEqual(of(404), ['webhook-unrouted', 'webhook-unrouted', 'webhook-unrouted']);
  assert.deepEqual(of(429), ['webhook-answer-unexpected', 'webhook-answer-unexpected', 'webhook-answer-unexpected']);
});
