import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the last proof of all HTTP checks of a system's demo is kept. */
export const resultsFileOf = (system: string): string =>
  fileURLToPath(new URL(`results/${system}.json`, import.meta.url));

/** The systems whose proof is kept. */
export const provenSystems = (): string[] =>
  readdirSync(new URL('results/', import.meta.url)).map((file) => basename(file, '.json'));
