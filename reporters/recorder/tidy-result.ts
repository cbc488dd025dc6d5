import type { TestCase, TestResult } from '@playwright/test/reporter';
import { noteType } from '#record/annotation.ts';
import { claimType } from '#record/claim.ts';
import type { Redact } from '#record/redactor.ts';
import { cleanResult } from './specs/clean-evidence.ts';

/**
 * Leaves of a finished test what the reporters after this one may write: of a spec no secrets; of a check of ours not what it
 * told us, which no report shows and Playwright's own would hold three times over.
 */
export function tidyResult(
  { test, result }: { test: TestCase; result: TestResult },
  isSpec: boolean,
  redact: Redact,
): void {
  if (isSpec) {
    cleanResult(result, redact);
    return;
  }
  test.annotations = test.annotations.filter(({ type }) => type !== noteType);
  result.annotations = result.annotations.filter(({ type }) => type !== noteType && type !== claimType);
}
