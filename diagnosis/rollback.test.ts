import assert from 'node:assert/strict';
import test from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import type { RunRecord } from '#record/run-record.ts';
import { failing } from '#record/samples/sample-check.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import type { HistoryContext, Rollback } from './model.ts';

const target = await loadTarget('loventia');
/** A failure that one incident alone shows like this. */
const red = sampleRecord(changesOf('ready-db'));
const at = (minute: number) => `2026-11-21T02:${minute}:05.000Z`;
const heldAt = (minute: number) => ({ passedAt: at(minute), heldAt: at(minute) });
const failingSince = (minute: number) => ({ troubledSince: at(minute), failingSince: at(minute) });
const api = (...releases: [string, number][]) => ({
  api: releases.map(([seen, since]) => ({ seen: [seen], since: at(since) })),
});

const causeIn = (record: RunRecord, before: HistoryContext = {}) => diagnoseRun(record, target, before).causes[0];
const answered = (before: HistoryContext, record = red): Rollback | undefined => causeIn(record, before)?.rollback;

test('a release that came between good and bad is rolled back, that component only, with its evidence', () => {
  const before = {
    claims: { 'api/ready': { ...heldAt(41), ...failingSince(46) } },
    releases: { ...api(['8de22aa', 10], ['9ab12f0', 46]), app: [{ seen: ['x'], since: at(10) }] },
  };
  const cause = causeIn(red, before);
  assert.equal(cause?.confidence.level, 'high');
  assert.partialDeepStrictEqual(cause?.rollback, {
    advice: 'yes',
    scope: 'api',
    why: 'api 8de22aa -> 9ab12f0 first seen 02:46Z, last good 02:41Z, detected 02:46Z',
  });
  assert.match(cause?.actions[0]?.command ?? '', /^aws ecs update-service .* --task-definition /);
  assert.match(cause?.actions[0]?.expect ?? '', /still red -> it was not the release$/);
});

test('a fix that came later and did not help does not hide the release that broke it', () => {
  const claims = { 'api/ready': { ...heldAt(41), ...failingSince(46) } };
  const rollback = answered({ claims, releases: api(['8de22aa', 10], ['9ab12f0', 46], ['fix1', 51]) });
  assert.deepEqual([rollback?.advice, /8de22aa -> 9ab12f0/.test(rollback?.why ?? '')], ['yes', true]);
});

test('what was red before the release came is not its fault', () => {
  const claims = { 'api/ready': { ...heldAt(41), ...failingSince(46) } };
  const rollback = answered({ claims, releases: api(['8de22aa', 10], ['9ab12f0', 51]) });
  assert.partialDeepStrictEqual(rollback, {
    advice: 'no',
    why: 'red since 02:46Z, before api 8de22aa -> 9ab12f0 came (first seen 02:51Z)',
  });
});

test('where no new release shows, the rule says what decides and the first steps where to look', () => {
  const claims = { 'api/ready': heldAt(41) };
  const releases = {
    ...api(['9ab12f0', 10]),
    app: [
      { seen: ['old'], since: at(10) },
      { seen: ['new'], since: at(50) },
    ],
  };
  const cause = causeIn(red, { claims, releases });
  assert.partialDeepStrictEqual(cause?.rollback, {
    advice: 'decide',
    scope: 'api',
    why: 'a rollout of the API (settings too) finished after 02:41Z (last good)',
  });
  assert.match(cause?.rollback.how?.command ?? '', /update-service/);
  const look = cause?.actions.find(({ command }) => command?.includes('list-service-deployments'));
  assert.match(look?.expect ?? '', /^finished after 02:41Z -> roll back; none -> Do \d$/);
});

test('without any run before, the time that counts is told all the same', () => {
  assert.equal(answered({})?.why, 'a rollout of the API (settings too) finished within 2 h before 02:57Z (detected)');
});

test('what another tier said in between is no evidence', () => {
  const claims = { 'api/health': heldAt(56) };
  assert.match(answered({ claims, releases: api(['a', 10], ['b', 56]) })?.why ?? '', /within 2 h before/);
});

const gate: RunRecord = { ...red, trigger: 'deploy' };

test('a gate that first sees red what held before rolls back, with the time that counts', () => {
  assert.partialDeepStrictEqual(answered({ claims: { 'api/ready': heldAt(41) } }, gate), {
    advice: 'yes',
    why: 'this run follows a deploy, last good 02:41Z',
  });
});

test('a gate that knows nothing of the time before says what decides: the deploy may have found it broken', () => {
  assert.partialDeepStrictEqual(answered({}, gate), {
    advice: 'decide',
    why: 'all was well before the deploy of the API that this run follows',
  });
});

test('a gate does not roll back what was red before it', () => {
  const claims = { 'api/ready': { ...heldAt(41), ...failingSince(46) } };
  assert.equal(answered({ claims }, gate)?.advice, 'decide');
});

test('a gate after the deploy of something else does not roll back what has not changed', () => {
  const releases = { ...api(['8de22aa', 10]), app: [{ seen: ['x'], since: at(10) }] };
  assert.equal(answered({ claims: { 'api/ready': heldAt(41) }, releases }, gate)?.advice, 'decide');
});

test('what no release can have caused is never rolled back', () => {
  const record = sampleRecord({ 'edge/dns:api': failing('dns', 'no') });
  assert.equal(answered({}, { ...record, trigger: 'deploy' })?.advice, 'no');
});

test('a cause that is not known is never rolled back: first find out', () => {
  const unknown = sampleRecord({ 'api/version': failing('contract', 'something unheard of') });
  const claims = { 'api/version': { ...heldAt(41), ...failingSince(46) } };
  const cause = causeIn({ ...unknown, trigger: 'deploy' }, { claims, releases: api(['a', 10], ['b', 46]) });
  assert.equal(cause?.confidence.level, 'low');
  assert.notEqual(cause?.rollback.advice, 'yes');
  assert.match(cause?.rollback.why ?? '', /first find out/);
  assert.doesNotMatch(cause?.actions[0]?.command ?? '', /task-definition/);
});
