import { readFileSync } from 'node:fs';
import process from 'node:process';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { leftBehind, processState, restoreVariables } from './process-state.ts';
import { setsVariables } from './sets-variables.ts';

// The program of a process of tests: runs the files that it is given, one after the other, each as a test that holds
// those of the file. So its hooks are its own, and a file that does not load is a failure of that file alone.

const files = process.argv.slice(2);
for (const [at, file] of files.entries()) {
  const before = processState();
  const setting = setsVariables(readFileSync(file, 'utf8'));
  await test(file, () => (setting ? importApart(file, at) : import(pathToFileURL(file).href)));
  if (setting) restoreVariables(before);
  const left = file === files.at(-1) ? [] : await leftBehind(before);
  if (left.length > 0) await test(file, () => fail(left));
}

async function importApart(file: string, at: number): Promise<unknown> {
  const { importWithOwnModules } = await import('./own-modules.ts');
  return importWithOwnModules(file, at);
}

function fail(left: readonly string[]): void {
  throw new Error(`spoils the process for the files that come after it: ${left.join('; ')}`);
}
