import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Marks the folder of a run in which everything was searched for all secrets of the run. A workflow keeps no other folder
 * (.github/run-checks.sh), so where the mark cannot be written, nothing is kept.
 */
export const markScanned = (folder: string): Promise<void> =>
  writeFile(join(folder, 'scanned.txt'), 'Everything here was searched for the secrets of this run.\n').catch(
    () => undefined,
  );
