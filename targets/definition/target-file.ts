import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where targets lie that are named by their name. */
export const targetsFolder: string = fileURLToPath(new URL('..', import.meta.url));

/** What is named by a path may lie anywhere. */
export const isPath = (nameOrPath: string): boolean => /[/\\.]/.test(nameOrPath);

/** The file of a target, whether it is there or not, as an absolute path. */
export const targetFileOf = (nameOrPath: string): string =>
  isPath(nameOrPath) ? resolve(nameOrPath) : resolve(targetsFolder, `${nameOrPath}.ts`);
