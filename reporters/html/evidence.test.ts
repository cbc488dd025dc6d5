import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'node-html-parser';
import { failingAt } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { anAnswer } from '../answer-for-test.ts';
import { renderHtml } from './render-html.ts';

const target = await loadTarget('loventia');

test('a failure is told with the line that failed and the line of its claim', () => {
  const failed = failingAt('checks/api/health.check.ts:21', 'http-error', 'GET /health answered 500');
  const page = parse(renderHtml(anAnswer(sampleRecord({ 'api/health': failed }), target)));
  const told = page.querySelector('body')?.structuredText.replaceAll(/\s+/g, ' ') ?? '';
  assert.match(told, /Failed at ?checks\/api\/health\.check\.ts:21 ?Claim at ?checks\/\S+:\d+/);
});
