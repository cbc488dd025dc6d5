import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestResult } from '@playwright/test/reporter';
import { createRedactor } from '#record/redactor.ts';
import { outcomeOfSpec, remarksOfSpec, staleMarks } from './outcome-of-spec.ts';

type Status = TestResult['status'];
const ended = (expectedStatus: Status, status: Status, more: Partial<TestResult> = {}, unset: string[] = []) => ({
  test: { expectedStatus, location: { file: '/e2e/cart.spec.ts', line: 1, column: 1 } },
  result: { status, errors: [], annotations: [], ...more },
  redact: createRedactor(),
  context: { thirdParties: [], unset },
});
const errors = [{ message: 'Error: the cart is empty' }];

describe('what became of a spec', () => {
  test('is a pass where Playwright says so, also of one that is known not to hold', () => {
    assert.deepEqual(outcomeOfSpec(ended('passed', 'passed')), { outcome: 'pass' });
    const known = ended('failed', 'failed', { errors });
    assert.deepEqual(outcomeOfSpec(known), { outcome: 'pass' });
    assert.deepEqual(remarksOfSpec(known), ['as the spec expects, it does not hold: the cart is empty']);
  });

  test('is a pass, and a word to its team, where it holds by now', () => {
    const mended = ended('failed', 'passed');
    assert.deepEqual(outcomeOfSpec(mended), { outcome: 'pass' });
    assert.match(
      staleMarks(mended.test, mended.result, { id: 'frontend/cart-spec:x' })[0] ?? '',
      /take the test\.fail/,
    );
    assert.deepEqual(staleMarks({ expectedStatus: 'passed' }, { status: 'passed' }, { id: 'frontend/x' }), []);
  });

  test('is a failure where it ran out of its time, although it is known not to hold', () => {
    assert.ok('failure' in outcomeOfSpec(ended('failed', 'timedOut')));
  });

  test('is never a pass where it left itself out, was kept from running, or was cut off', () => {
    const skip = [{ type: 'skip', description: 'no stock' }];
    assert.deepEqual(outcomeOfSpec(ended('skipped', 'skipped', { annotations: skip })), {
      notRun: 'blocked',
      reason: 'the spec skipped itself as it ran: no stock',
    });
    assert.partialDeepStrictEqual(outcomeOfSpec(ended('passed', 'skipped')), { notRun: 'blocked' });
    assert.partialDeepStrictEqual(outcomeOfSpec(ended('passed', 'interrupted')), { notRun: 'cut-off' });
  });

  test('is a matter of settings where a secret that it needs is not set', () => {
    assert.deepEqual(outcomeOfSpec(ended('passed', 'failed', { errors }, ['SHOP_PASSWORD'])), {
      notRun: 'misconfigured',
      reason: 'not set: SHOP_PASSWORD',
    });
  });
});
