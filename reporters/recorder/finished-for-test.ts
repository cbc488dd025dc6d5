import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import type { TestCase, TestResult } from '@playwright/test/reporter';
import { type Note, toAnnotation } from '#record/annotation.ts';
import type { Claim } from '#record/claim.ts';
import { createRedactor } from '#record/redactor.ts';
import { checkRecordSchema } from '#record/run-record.ts';
import { toCheck } from './check-of-test.ts';

/** What the check of every test here claims. */
export const claim: Claim = {
  id: 'auth/login',
  layer: 'auth',
  tier: 'http',
  needs: ['api/health'],
  severity: 'P1',
  owner: 'backend',
  classes: ['auth', 'http-error'],
  watched: true,
  advisory: false,
};
/** That check as Playwright knows it: `good credentials let in`, at line 12 of its file. */
export const testCase = {
  title: 'good credentials let in',
  location: { file: resolve('checks/auth/login.check.ts'), line: 12, column: 1 },
  parent: { project: () => ({ name: 'http' }) },
  results: [],
} as unknown as TestCase;
/** Of the run. */
export const folder = 'reports/20261121-0730-7f3c';

interface Ending {
  status?: TestResult['status'];
  error?: string;
  advisory?: boolean;
  attachments?: { name: string; path?: string }[];
}

/** What becomes of a test that took these notes and ended so; its check fits the record. */
export function finished(notes: Note[], { status = 'passed', error, advisory = false, attachments = [] }: Ending = {}) {
  const result = {
    annotations: [{ type: '_claim', description: JSON.stringify(claim) }, ...notes.map(toAnnotation)],
    status,
    startTime: new Date('2026-11-21T07:30:00Z'),
    duration: 42,
    attachments,
    ...(error && { error: { message: error } }),
  } as unknown as TestResult;
  const done = toCheck({
    test: testCase,
    result,
    claim: { ...claim, advisory },
    folder,
    redact: createRedactor({ PASSWORD: 'hunter22' }),
  });
  assert.deepEqual(checkRecordSchema.parse(done.check), done.check);
  return done;
}
