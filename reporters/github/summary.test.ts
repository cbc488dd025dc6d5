import assert from 'node:assert/strict';
import test from 'node:test';
import { degraded, failing, failingAt, notRun } from '#record/samples/sample-check.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { anAnswer } from '../answer-for-test.ts';
import { firstScreen } from '../text/first-screen.ts';
import { annotationsOf } from './annotations.ts';
import { renderSummary } from './summary.ts';

const target = await loadTarget('loventia');
const { 'api/ready': ready = {} } = changesOf('ready-db');
const dbLost = { 'api/ready': ready };

test('the summary opens with the same answer as the terminal', () => {
  const record = sampleRecord(dbLost);
  const summary = renderSummary(anAnswer(record, target));
  assert.match(summary, /^## FAILED P0 loventia\n/);
  assert.ok(summary.includes(`\`\`\`text\n${firstScreen(anAnswer(record, target))}\n\`\`\``));
});

test('layers and hops are tables, causes are folded', () => {
  const summary = renderSummary(anAnswer(sampleRecord(dbLost), target));
  assert.match(summary, /\| api \| 5 \| 0 \| 1 \| 0 \| api\/ready \|/);
  assert.match(summary, /\| Hop \| session \| page \| paid \|/);
  assert.match(summary, /<details><summary>Cause 1: P0 api\/ready: The API runs/);
  assert.equal(summary.match(/<details>/g)?.length, summary.match(/<\/details>/g)?.length);
});

test('nothing that a target says becomes markup', () => {
  const nasty = 'a | b <script>alert(1)</script> `x` ``` [click](https://evil.example) *b* _i_ # h\n| c |';
  const summary = renderSummary(anAnswer(sampleRecord({ 'api/ready': failing('dependency', nasty, nasty) }), target));
  const outside = summary.replaceAll(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, '');
  assert.doesNotMatch(outside, /<script|`|\[click\]|\*b\*/);
  const rows = outside.split('\n').filter((line) => line.startsWith('| Seen'));
  assert.equal(rows[0]?.split('|').length, 4);
});

test('a fence cannot be closed from inside', () => {
  const record = sampleRecord({ 'api/ready': failing('dependency', 'db ```` x') });
  assert.match(renderSummary(anAnswer(record, target)), /^`{5}text$/m);
});

test('however much there is to say, it stays below 1 MiB', () => {
  const evidence = Array.from({ length: 40 }, () => '<'.repeat(20_000));
  const summary = renderSummary(
    anAnswer(sampleRecord({ 'api/ready': failing('dependency', 'db', ...evidence) }), target),
  );
  assert.ok(Buffer.byteLength(summary) < 1_048_576);
  assert.match(summary, /Cut short/);
});

test('a cause is marked at its check, with what it brought with it', () => {
  const changes = { ...dbLost, 'auth/login': failing('http-error', 'answered 500') };
  const [first, ...others] = annotationsOf(sampleRecord(changes));
  assert.match(
    first ?? '',
    /^::error file=checks\/api\/ready\.check\.ts,line=\d+,title=P0 api\/ready \(dependency\)::/,
  );
  assert.match(first ?? '', /::\/ready 503 db=state:0%0A1 more because of this$/);
  assert.equal(others.length, 0);
});

test('what only degrades or could not look is a warning', () => {
  const changes = {
    'frontend/pages': degraded('latency', 'slow'),
    'auth/login': notRun('misconfigured', 'not set: X'),
    'billing/audit': failing('stripe', 'down'),
  };
  const commands = annotationsOf(sampleRecord(changes));
  assert.deepEqual(
    commands.map((one) => one.split(' ')[0]),
    ['::warning', '::warning', '::warning'],
  );
});

test('messages and properties are escaped for workflow commands', () => {
  const check = { ...failing('http-error', '100%\r\n::error::no'), location: 'checks/a,b:c.check.ts:7' };
  const [first] = annotationsOf(sampleRecord({ 'api/health': check }));
  assert.match(first ?? '', /^::error file=checks\/a%2Cb%3Ac\.check\.ts,line=7,/);
  assert.ok(first?.endsWith('::100%25%0D%0A::error::no') || first?.includes('::100%25%0D%0A::error::no%0A'));
  assert.equal(first?.split('\n').length, 1);
});

test('a failure is marked at the line that failed, where one is known', () => {
  const check = failingAt('checks/api/health.check.ts:21', 'http-error', 'no');
  const [first] = annotationsOf(sampleRecord({ 'api/health': check }));
  assert.match(first ?? '', /^::error file=checks\/api\/health\.check\.ts,line=21,/);
});

test('there are at most ten of each kind', () => {
  const record = sampleRecord();
  const all = record.checks.map(({ id }, at): [string, object] => {
    const change = at % 2 ? failing('http-error', 'no') : degraded('latency', 'slow');
    return [id, { ...change, needs: [] }];
  });
  const commands = annotationsOf(sampleRecord(Object.fromEntries(all)));
  assert.equal(commands.filter((one) => one.startsWith('::error')).length, 10);
  assert.equal(commands.filter((one) => one.startsWith('::warning')).length, 10);
});

test('a green run is marked nowhere', () => {
  assert.deepEqual(annotationsOf(sampleRecord()), []);
});
