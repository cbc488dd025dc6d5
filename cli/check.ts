import process from 'node:process';
import { Runner } from '#run/runner.ts';
import { askedFor } from './asked-for.ts';
import { addCheckOptions, type CheckFlags, checkOptionsOf } from './check-flags.ts';
import { createCommand, runCommand } from './command.ts';
import { addRunOptions, type RunOptions } from './run-options.ts';

const command = addCheckOptions(
  addRunOptions(
    createCommand('check', 'Runs the checks of one target once, publishes the result and says what it found.'),
  ),
);

await runCommand<RunOptions & CheckFlags>(command, async (options) => {
  const { environment, flags } = await askedFor(options, process.env, (plain) => checkOptionsOf(options, plain));
  const { confirmAfterMs, unlessDone } = flags;
  if (unlessDone) {
    const { doneAlready } = await import('#run/schedule/done-already.ts');
    const done = await doneAlready(unlessDone, environment);
    if (done) process.stderr.write(`watchpost: ${done}\n`);
    if (done) return 0;
  }
  const runner = new Runner(environment, options);
  const { runConfirmed } = await import('#run/schedule/run-confirmed.ts');
  return runConfirmed(environment, { ...options, runner, confirmAfterMs });
});
