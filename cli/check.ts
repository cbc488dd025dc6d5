import process from 'node:process';
import { Runner } from '#run/runner.ts';
import { createCommand, runCommand } from './command.ts';
import { addRunOptions, type RunOptions, toEnvironment } from './run-options.ts';

const command = addRunOptions(
  createCommand('check', 'Runs the checks of one target once, publishes the result and says what it found.'),
);

await runCommand<RunOptions>(command, async (options) => {
  const environment = toEnvironment(options, process.env);
  const runner = new Runner(environment, options);
  const { runPipeline } = await import('#run/pipeline.ts');
  return runPipeline(environment, { ...options, runner });
});
