import assert from 'node:assert/strict';
import test from 'node:test';
import { failing } from '#record/samples/sample-check.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { anAnswer } from '../answer-for-test.ts';
import { firstScreen } from '../text/first-screen.ts';
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
