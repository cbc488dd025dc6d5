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
  const { runChecks } = await import('#run/run-checks.ts');
  const finishing = () => import('#run/finish-run.ts');
  const run = await runChecks(environment, { ...options, runner, meanwhile: finishing });
  const { finishRun } = await finishing();
  return finishRun(run, environment, options);
});
