import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, withRows, withSentence } from './document.ts';
import { expectedDetections, expectedSentences } from './expected-results.ts';
import { expectedChecks, expectedClasses } from './expected-tables.ts';

/** The text of README.md with its tables as the code has them now. */
export async function withFreshTables(text: string): Promise<string> {
  const checks = withRows(text, 'Checks', await expectedChecks());
  const classes = withRows(checks, 'Read a failure', expectedClasses());
  const faults = withRows(classes, 'What it finds', expectedDetections());
  return Object.entries(expectedSentences()).reduce((rest, [start, end]) => withSentence(rest, start, end), faults);
}

if (import.meta.main) {
  const file = join(root, 'README.md');
  writeFileSync(file, await withFreshTables(readFileSync(file, 'utf8')));
}
