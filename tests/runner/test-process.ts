import process from 'node:process';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { leftBehind, processState } from './process-state.ts';

// The program of a process of tests: runs the files that it is given, one after the other, each as a test that holds
// those of the file. So its hooks are its own, and a file that does not load is a failure of that file alone.

const files = process.argv.slice(2);
for (const file of files) {
  const before = processState();
  await test(file, () => import(pathToFileURL(file).href));
  const left = file === files.at(-1) ? [] : await leftBehind(before);
  if (left.length > 0) await test(file, () => fail(left));
}

function fail(left: readonly string[]): void {
  throw new Error(`spoils the process for the files that come after it: ${left.join('; ')}`);
}
