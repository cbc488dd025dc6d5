import assert from 'node:assert/strict';
import test from 'node:test';
import type { RunRecord } from '#record/run-record.ts';
import { degraded, failing, failingAt, notRun } from '#record/samples/sample-check.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { anAnswer } from '../answer-for-test.ts';
import { annotationsOf } from './annotations.ts';

const target = await loadTarget('loventia');
const marksOf = (record: RunRecord) => annotationsOf(anAnswer(record, target));
const { 'api/ready': ready = {} } = changesOf('ready-db');
const dbLost = { 'api/ready': ready };

test('a cause is marked at its check, with what it brought with it', () => {
  const changes = { ...dbLost, 'auth/login': failing('http-error', 'answered 500') };
  const [first, ...others] = marksOf(sampleRecord(changes));
  assert.match(first ?? '', /^::error file=checks\/api\/ready\.check\.ts,line=\d+,title=P0 api\/ready::/);
  assert.match(
    first ?? '',
    /::The API runs but cannot reach its database: \/ready 503 db=state:0%0Aapi\/ready \(dependency\)%0A1 red /,
  );
  assert.equal(others.length, 0);
});

test('what only degrades or could not look is a warning', () => {
  const changes = {
    'frontend/pages': degraded('latency', 'slow'),
    'auth/login': notRun('misconfigured', 'not set: X'),
    'billing/audit': failing('stripe', 'down'),
  };
  const commands = marksOf(sampleRecord(changes));
  assert.deepEqual(
    commands.map((one) => one.split(' ')[0]),
    ['::warning', '::warning', '::warning'],
  );
});

test('messages and properties are escaped for workflow commands', () => {
  const check = { ...failing('http-error', '100%\r\n::error::no'), location: 'checks/a,b:c.check.ts:7' };
  const [first] = marksOf(sampleRecord({ 'api/health': check }));
  assert.match(first ?? '', /^::error file=checks\/a%2Cb%3Ac\.check\.ts,line=7,/);
  assert.ok(first?.includes(': 100%25%0D%0A::error::no%0A'), first);
  assert.equal(first?.split('\n').length, 1);
});

test('a failure is marked at the line that failed, where one is known', () => {
  const check = failingAt('checks/api/health.check.ts:21', 'http-error', 'no');
  const [first] = marksOf(sampleRecord({ 'api/health': check }));
  assert.match(first ?? '', /^::error file=checks\/api\/health\.check\.ts,line=21,/);
});

test('there are at most ten of each kind', () => {
  const record = sampleRecord();
  const all = record.checks.map(({ id }, at): [string, object] => {
    const change = at % 2 ? failing('http-error', 'no') : degraded('contract', 'odd');
    return [id, { ...change, needs: [] }];
  });
  const commands = marksOf(sampleRecord(Object.fromEntries(all)));
  assert.equal(commands.filter((one) => one.startsWith('::error')).length, 10);
  assert.equal(commands.filter((one) => one.startsWith('::warning')).length, 10);
});

test('a green run is marked nowhere', () => {
  assert.deepEqual(marksOf(sampleRecord()), []);
});

test('a fault of the suite itself is an error without a place', () => {
  const [first, ...others] = marksOf(sampleRecord({}, { harness: ['worker 2 crashed'] }));
  assert.match(first ?? '', /^::error title=P\d Watchpost itself::.*worker 2 crashed/);
  assert.deepEqual(others, []);
});
