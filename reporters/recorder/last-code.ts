import process from 'node:process';

/** The last word of several counts. Playwright ignores a code that is set before it exits itself. */
export function exitWith(code: number): void {
  process.on('exit', () => {
    process.exitCode = code;
  });
}
