import process from 'node:process';
import { ConfigError } from '#targets/definition/problem.ts';

/** Tells of a mistake in the settings as it is written, and of anything else as a fault of ours. */
export function complain(error: unknown): void {
  if (error instanceof ConfigError) return void process.stderr.write(`${error.message}\n`);
  process.stderr.write(`watchpost: the recorder failed: ${error instanceof Error ? error.stack : error}\n`);
}
