import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, withRows } from './document.ts';
import { expectedChecks, expectedClasses } from './expected-tables.ts';

/** The text of README.md with its tables as the code has them now. */
export async function withFreshTables(text: string): Promise<string> {
  return withRows(withRows(text, 'Checks', await expectedChecks()), 'Read a failure', expectedClasses());
}

if (import.meta.main) {
  const file = join(root, 'README.md');
  writeFileSync(file, await withFreshTables(readFileSync(file, 'utf8')));
}
