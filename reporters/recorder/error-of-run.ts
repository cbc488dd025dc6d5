import { stripVTControlCharacters } from 'node:util';
import type { TestError } from '@playwright/test/reporter';

/** Enough of an error to know it again, on one line. */
export const inOneLine = ({ message, value }: TestError) =>
  stripVTControlCharacters(message ?? value ?? 'unknown error')
    .replace(/\s+/g, ' ')
    .slice(0, 300);

/** What Playwright calls an error when it was told to stop at a failure, or found nothing to run: the verdict says both. */
export const isOfPlan = (message: string) => /No tests found|Testing stopped early after/.test(message);
