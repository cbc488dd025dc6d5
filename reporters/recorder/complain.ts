import process from 'node:process';
import { ConfigError } from '#targets/definition/problem.ts';
import { withoutCommands } from '../github/workflow-commands.ts';

/** Tells of a mistake in the settings as it is written, and of anything else as a fault of ours. */
export function complain(error: unknown): void {
  if (error instanceof ConfigError) return void process.stderr.write(`${error.message}\n`);
  const told = error instanceof Error ? error.stack : error;
  process.stderr.write(withoutCommands(`watchpost: the recorder failed: ${told}\n`));
}
