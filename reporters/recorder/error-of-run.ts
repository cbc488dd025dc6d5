import type { TestError } from '@playwright/test/reporter';
import type { Redact } from '#record/redactor.ts';
import { plainText } from '#record/values/plain-text.ts';

/** Enough of an error to know it again, on one line; what is cut off is cut without the secrets that stood in it. */
export const inOneLine = ({ message, value }: TestError, redact: Redact) =>
  redact(plainText(message ?? value ?? 'unknown error').slice(0, longestRead))
    .replace(/\s+/g, ' ')
    .slice(0, 300);

/** In characters. */
const longestRead = 20_000;

/**
 * What Playwright calls an error when it was told to stop at a failure or at a deadline, or found nothing to run: the verdict
 * says all of them, and none is a fault of ours.
 */
export const isOfPlan = (message: string) =>
  /No tests found|Testing stopped early after|Timed out waiting [\d.]+\w+ for the (teardown for )?test suite to run/.test(
    message,
  );
