import assert from 'node:assert/strict';
import test from 'node:test';
import { matchIncidents } from '#diagnosis/match-incidents.ts';
import { commonFailures } from '#fixtures/outcome/common-failures.ts';
import type { Facts } from '#record/facts.ts';
import type { FailureCode } from '#record/failure-code.ts';
import type { CheckRecord } from '#record/run-record.ts';
import { aCheck, aFailure } from '#record/samples/sample-check.ts';
import type { FailureClass } from '#record/vocabulary.ts';
import { apiFailures } from './failures.ts';
import { apiIncidents } from './incidents.ts';

/** What it means when that check fails so. */
function meaning(check: string, code: FailureCode, facts: Facts, failureClass: FailureClass = code.class): string[] {
  const failed = aFailure(check, failureClass);
  assert.ok(failed.failure);
  Object.assign(failed.failure, { code: code.id, facts });
  return matchIncidents(failed, [failed], apiIncidents).map(({ id }) => id);
}

test('a liveness probe that is answered with an error is down, with another body it has only changed', () => {
  for (const status of [500, 503])
    assert.deepEqual(meaning('api/health', commonFailures['status-unexpected'], { status }), ['health-down']);
  for (const status of [502, 504, 521, 530])
    assert.deepEqual(meaning('api/health', commonFailures['status-unexpected'], { status }), ['health-unreached']);
  const fallback = { path: '/health', got: '"<html>"', expected: '"OK"', type: 'text/html' };
  assert.deepEqual(meaning('api/health', commonFailures['body-unexpected'], fallback), ['page-for-api']);
  const changed = { ...fallback, got: '{"up":true}', type: 'application/json' };
  assert.deepEqual(meaning('api/health', commonFailures['body-unexpected'], changed), ['other-contract']);
});

test('a status that is no failing server is an error of which only the class is sure', () => {
  assert.deepEqual(meaning('api/health', commonFailures['status-unexpected'], { status: 404 }), ['health-down']);
  const [sure, unsure] = apiIncidents.find(({ id }) => id === 'health-down')?.signs ?? [];
  assert.deepEqual([sure?.vague, sure?.facts?.status?.includes(404)], [undefined, false]);
  assert.deepEqual([unsure?.vague, unsure?.facts], [true, undefined]);
});

test('a platform that knows no app there is the way to the API, whatever its status', () => {
  for (const status of [403, 404, 503])
    assert.deepEqual(
      meaning('api/health', commonFailures['status-unexpected'], { status, problem: 'unrouted' }).slice(0, 1),
      ['api-unrouted'],
    );
  const lost = aFailure('api/health', 'http-error');
  const facts = { status: 404, problem: 'unrouted' };
  Object.assign(lost.failure ?? {}, { code: commonFailures['status-unexpected'].id, facts });
  const beside = aCheck('auth/login', { needs: ['api/health'] });
  const [first] = matchIncidents(lost, [lost, beside], apiIncidents);
  assert.equal(first?.id, 'liveness-route-gone', 'a gateway that hands on the others knows the app');
});

test('a liveness route that is gone while others of the API serve is that route, and not the API', () => {
  const gone = aFailure('api/health', 'http-error');
  Object.assign(gone.failure ?? {}, { code: commonFailures['status-unexpected'].id, facts: { status: 404 } });
  const meant = (beside: CheckRecord) => matchIncidents(gone, [gone, beside], apiIncidents).map(({ id }) => id);
  assert.deepEqual(meant(aCheck('auth/login', { needs: ['api/health'] })), ['liveness-route-gone']);
  assert.deepEqual(meant(aCheck('edge/tcp:api')), ['health-down']);
  assert.deepEqual(meant(aFailure('auth/login', 'http-error', { needs: ['api/health'] })), ['health-down']);
  const answered = (status: number) => {
    const asked = { method: 'GET', url: 'https://api.example/', phases: { total: 3 }, headers: {}, redirects: [] };
    return aCheck('api/clock', { needs: ['api/health'], exchanges: [{ ...asked, status }] });
  };
  assert.deepEqual(meant(answered(404)), ['health-down'], 'a proxy that knows no route has a clock too');
  assert.deepEqual(meant(answered(302)), ['health-down'], 'and so has one that leads elsewhere');
  assert.deepEqual(meant(answered(200)), ['liveness-route-gone']);
});

test('a readiness route says by its status alone that the API is not ready; a gateway or a moved route does not', () => {
  const code = commonFailures['status-unexpected'];
  for (const status of [500, 503]) assert.deepEqual(meaning('api/ready', code, { status }), ['not-ready']);
  for (const status of [404, 502, 504]) assert.deepEqual(meaning('api/ready', code, { status }), ['other-http-error']);
});

test('an API that closes after it took a request is the API, and no way to it', () => {
  const cut = commonFailures['connection-failed'];
  assert.deepEqual(meaning('api/health', cut, { phase: 'request' }), ['api-cuts-off']);
  assert.deepEqual(meaning('api/health', cut, { phase: 'tcp' }), ['other-tcp']);
});

test('an API hangs when it took the request, and not when nothing could be sent', () => {
  const silent = commonFailures['no-answer'];
  assert.deepEqual(meaning('api/health', silent, { phase: 'request' }), ['api-timeout']);
  assert.deepEqual(meaning('api/health', silent, { phase: 'answer' }), ['api-timeout']);
  assert.deepEqual(meaning('api/health', silent, { phase: 'tcp' }), ['other-timeout']);
  assert.deepEqual(meaning('api/ready', silent, { phase: 'request' }), ['ready-hangs']);
});

test('one bad task is suspected only where some connections were served', () => {
  const unserved = apiFailures['connections-unserved'];
  assert.deepEqual(meaning('api/steady', unserved, { count: 5, total: 20, extent: 'some' }), ['flaky-task']);
  assert.deepEqual(meaning('api/steady', unserved, { count: 18, total: 20, extent: 'most' }), ['mostly-unserved']);
  assert.deepEqual(meaning('api/steady', unserved, { count: 20, total: 20, extent: 'all' }), ['other-http-error']);
});

test('another release than the expected one is told as such', () => {
  const facts = { release: '4f2c9d1', otherRelease: '9a1b2c3' };
  assert.deepEqual(meaning('api/version', apiFailures['version-unexpected'], facts), ['release-not-served']);
});

test('a cache that is gone is no database', () => {
  const facts = { dependency: ['redis'], state: ['down'], status: 503, path: '/ready' };
  const broken = apiFailures['ready-dependency'];
  assert.deepEqual(meaning('api/ready', broken, { ...facts, dependencyKind: ['cache'] }), ['not-ready']);
  assert.deepEqual(meaning('api/ready', broken, { ...facts, dependencyKind: ['cache', 'database'] }), ['ready-db']);
});

test('every step says what it may show and where that leads', () => {
  for (const { id, steps } of apiIncidents)
    for (const { text, expect } of steps) assert.match(expect ?? '', / -> /, `${id}: ${text}`);
});
