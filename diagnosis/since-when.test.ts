import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCheck, aDegraded, aFailure } from '#record/samples/sample-check.ts';
import { sinceWhen } from './since-when.ts';

const endedAt = '2026-11-21T02:57:10.000Z';
const past = { passedAt: '02:31', heldAt: '02:41', troubledSince: '02:36', failingSince: '02:46' };
const claims = { 'api/ready': past };

test('a claim that fails is told from when it was merely slow', () => {
  const since = sinceWhen(aFailure('api/ready', 'dependency'), endedAt, { claims });
  assert.deepEqual(since, { detectedAt: '02:46', lastGoodAt: '02:41' });
  const slow = sinceWhen(aDegraded('api/ready', 'latency'), endedAt, { claims });
  assert.deepEqual(slow, { detectedAt: '02:36', lastGoodAt: '02:31' });
});

test('the first run that sees it has detected it', () => {
  const since = sinceWhen(aFailure('api/ready', 'dependency'), endedAt, {
    claims: { 'api/ready': { heldAt: '02:41' } },
  });
  assert.deepEqual(since, { detectedAt: endedAt, lastGoodAt: '02:41' });
});

test('what failed in announced maintenance is told beside', () => {
  const announced = { since: '02:10', until: '02:50' };
  const since = sinceWhen(aFailure('api/ready', 'dependency'), endedAt, {
    claims: { 'api/ready': { heldAt: '02:01', announced } },
  });
  assert.deepEqual(since, { detectedAt: endedAt, lastGoodAt: '02:01', announced });
});

test('a page of maintenance that is there well after its own word says so', () => {
  const shown = aFailure('api/health', 'http-error');
  if (shown.failure) shown.failure.code = 'maintenance-page';
  const after = (promised: string) =>
    sinceWhen(shown, endedAt, { claims: { 'api/health': { failingSince: '02:00', promised } } })?.promised;
  assert.equal(after('2026-11-21T02:30:00.000Z'), '2026-11-21T02:30:00.000Z');
  assert.equal(after('2026-11-21T02:50:00.000Z'), undefined, 'seven minutes are no delay');
});

test('where no run before has looked, nothing is said', () => {
  assert.equal(sinceWhen(aFailure('auth/me', 'auth'), endedAt, { claims }), undefined);
  assert.equal(sinceWhen(aCheck('api/ready', { outcome: 'not-run' }), endedAt, { claims }), undefined);
});
