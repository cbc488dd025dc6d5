import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calibrationRows } from '#cli/detect/calibration-of.ts';
import { root, withRows, withSentence } from './document.ts';
import { expectedDetections, expectedFaultsOf, expectedSentences } from './expected-results.ts';
import { expectedChecks, expectedClasses } from './expected-tables.ts';

/** The pages that hold what the code says as well, each with a way to bring its text up to date. */
export const generatedPages: Readonly<Record<string, (text: string) => Promise<string>>> = {
  'docs/calibration.md': async (text) => withRows(text, 'Confidence against truth', await calibrationRows()),
  'docs/checks.md': async (text) => withRows(text, 'All of them', await expectedChecks()),
  'docs/failures.md': async (text) => withRows(text, 'Classes', expectedClasses()),
  'docs/faults.md': async (text) =>
    Object.entries(expectedSentences()).reduce(
      (rest, [start, end]) => withSentence(rest, start, end),
      withRows(
        withRows(
          withRows(text, 'What it finds', expectedDetections()),
          'In the Usage Metrics API',
          await expectedFaultsOf('usage'),
        ),
        'In the Marketplace',
        await expectedFaultsOf('marketplace'),
      ),
    ),
};

if (import.meta.main) {
  for (const [page, upToDate] of Object.entries(generatedPages)) {
    const file = join(root, page);
    writeFileSync(file, await upToDate(readFileSync(file, 'utf8')));
  }
}
