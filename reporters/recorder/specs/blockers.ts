import type { TestCase, TestResult } from '@playwright/test/reporter';
import type { Outcome } from '#record/vocabulary.ts';

/**
 * The tests that kept one from running: of a serial group the one that failed before it, or the one that met a broken
 * `beforeAll`. Those next to it, where several blocks around it have failed tests. Pure.
 *
 * @param outcomeOf what is known of a test by now.
 */
export function blockersOf(
  test: TestCase,
  { status, annotations }: Pick<TestResult, 'status' | 'annotations'>,
  outcomeOf: (test: TestCase) => Outcome | undefined,
): TestCase[] {
  if (status !== 'skipped' || annotations.some(isWord)) return [];
  for (let suite = test.parent; suite.parent; suite = suite.parent) {
    const failed = suite.allTests().filter((one) => one.id !== test.id && outcomeOf(one) === 'fail');
    if (failed.length > 0 || suite.type === 'file') return failed;
  }
  return [];
}

/** A spec's own word that it is left out. */
const isWord = ({ type }: { type: string }) => type === 'skip' || type === 'fixme';
