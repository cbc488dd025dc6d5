import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestCase, TestResult } from '@playwright/test/reporter';
import { noteType, toAnnotation } from '#record/annotation.ts';
import { claimType } from '#record/claim.ts';
import { createRedactor } from '#record/redactor.ts';
import { tidyResult } from './tidy-result.ts';

const secret = 'correct-horse-9';

function finished() {
  const annotations = [
    { type: claimType, description: '{}' },
    toAnnotation({ kind: 'remark', message: 'one' }),
    { type: 'issue', description: `see ${secret}` },
  ];
  const nothing = { errors: [], steps: [], stdout: [], stderr: [], attachments: [] };
  const ended = { test: { annotations: [...annotations] }, result: { ...nothing, annotations: [...annotations] } };
  return ended as unknown as { test: TestCase; result: TestResult };
}

const typesOf = (annotations: readonly { type: string }[]) => annotations.map(({ type }) => type);

test('of a check the reporters after us find its claim and what is no note of ours', () => {
  const ended = finished();
  tidyResult(ended, false, createRedactor());
  assert.deepEqual(typesOf(ended.test.annotations), [claimType, 'issue']);
  assert.deepEqual(typesOf(ended.result.annotations), ['issue']);
});

test('of a spec they find all that it said, without secrets', () => {
  const ended = finished();
  tidyResult(ended, true, createRedactor({ password: secret }));
  assert.deepEqual(typesOf(ended.result.annotations), [claimType, noteType, 'issue']);
  assert.equal(ended.result.annotations.at(-1)?.description, 'see [redacted password]');
});
