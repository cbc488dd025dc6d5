import { fileURLToPath } from 'node:url';

/** Where the last proof of all HTTP checks of a system's demo is kept. */
export const resultsFileOf = (system: string): string =>
  fileURLToPath(new URL(`results/${system}.json`, import.meta.url));
