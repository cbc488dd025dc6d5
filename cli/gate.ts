import process from 'node:process';
import { askedFor } from './asked-for.ts';
import { createCommand, runCommand } from './command.ts';
import { addGateOptions, type GateFlags, gateOptionsOf } from './gate-flags.ts';
import { addChoiceOptions, type RunOptions } from './run-options.ts';
import { stopOnSignal } from './stop-on-signal.ts';

const command = addGateOptions(
  addChoiceOptions(
    createCommand(
      'gate',
      'Waits for a deploy, looks at it, and says whether to hold it up and whether to roll it back.',
    ),
  ),
);

await runCommand<Omit<RunOptions, 'release'> & GateFlags>(command, async (given) => {
  const { release: _, ...choice } = given;
  const { environment, flags: options } = await askedFor(choice, process.env, () => gateOptionsOf(given));
  const { runGate } = await import('#run/gate/run-gate.ts');
  return runGate(options, environment, { signal: stopOnSignal(), json: given.json ?? false });
});
