import process from 'node:process';
import { createCommand, runCommand } from './command.ts';
import { addGateOptions, type GateFlags, gateOptionsOf } from './gate-flags.ts';
import { addChoiceOptions, type RunOptions, toEnvironment } from './run-options.ts';
import { stopOnSignal } from './stop-on-signal.ts';

const command = addGateOptions(
  addChoiceOptions(
    createCommand(
      'gate',
      'Waits for a deploy, looks at it, and says whether to hold it up and whether to roll it back.',
    ),
  ),
);

await runCommand<Omit<RunOptions, 'release'> & GateFlags>(command, async (flags) => {
  const { release: _, ...choice } = flags;
  const environment = toEnvironment(choice, process.env);
  const options = await gateOptionsOf(flags);
  const { runGate } = await import('#run/gate/run-gate.ts');
  return runGate(options, environment, { signal: stopOnSignal(), json: flags.json ?? false });
});
