import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calibrationRows } from '#cli/detect/calibration-of.ts';
import { root, withRows, withSentence } from './document.ts';
import { expectedGateSentence, expectedGates } from './expected-gates.ts';
import { expectedDetections, expectedMisfortunes, expectedSentences, faultTables } from './expected-results.ts';
import { expectedChecks, expectedClasses } from './expected-tables.ts';

/** The pages that hold what the code says as well, each with a way to bring its text up to date. */
export const generatedPages: Readonly<Record<string, (text: string) => Promise<string>>> = {
  'docs/calibration.md': async (text) => withRows(text, 'Confidence against truth', await calibrationRows()),
  'docs/checks.md': async (text) => withRows(text, 'All of them', await expectedChecks()),
  'docs/failures.md': async (text) => withRows(text, 'Classes', expectedClasses()),
  'docs/faults.md': async (text) => {
    let page = text;
    for (const [heading, system] of Object.entries(faultTables))
      page = withRows(page, heading, await expectedDetections(system));
    page = withRows(page, 'What may befall a run', expectedMisfortunes());
    for (const [start, end] of Object.entries(expectedSentences())) page = withSentence(page, start, end);
    return page;
  },
  'docs/gate.md': async (text) => {
    let page = withRows(text, 'How it was measured', await expectedGates());
    for (const [start, end] of Object.entries(expectedGateSentence())) page = withSentence(page, start, end);
    return page;
  },
};

if (import.meta.main) {
  for (const [page, upToDate] of Object.entries(generatedPages)) {
    const file = join(root, page);
    writeFileSync(file, await upToDate(readFileSync(file, 'utf8')));
  }
}
