import process from 'node:process';
import { symptoms } from '#run/triage/symptoms.ts';
import { createCommand, runCommand } from './command.ts';
import { repeated } from './repeatable.ts';
import type { TriageOptions } from './triage/triage-options.ts';

const command = createCommand(
  'triage',
  'Looks at a target again and again in the middle of an incident, says what changes, and writes the incident note.',
)
  .option('--target <name>', 'what to look at: a name of targets/ or the path of a target file')
  .option('--for <time>', 'how long to go on, such as 90s, 20m or 1h; 0s looks once', '20m')
  .option('--every <time>', 'from one look to the next', '20s')
  .option('--good <looks>', 'how many good looks in a row say that a mitigation has worked', '3')
  .option('--symptom <what>', `where to look: ${symptoms.join(', ')}`, 'auto')
  .option('--mute <layers>', 'known to be broken: looked at, and not counted; repeatable', repeated)
  .option('--sign-in-every <time>', 'how often to sign in again where all is well; 0s at each look', '0s')
  .option('--allow-writes', 'may buy and write as the target allows; without it nothing is written')
  .option('--from <file>', 'starts from a run of CI: a run-record.json, a folder of reports, or the zip of an artifact')
  .option('--url <host=address>', 'another address for a host of the target; repeatable', repeated)
  .option('--set <path=value>', 'another value for a setting of the target; repeatable', repeated)
  .option('--location <name>', 'where this runner stands')
  .option('--json', 'prints the answer as JSON, a line whenever something changes; the last line is how it ended')
  .addHelpText(
    'after',
    '\nExit codes: those of a run, by the last look: 0 ok, 1 failed, 2 degraded, 3 inconclusive, 4 misconfigured.',
  );

await runCommand<TriageOptions>(command, async (options) => {
  const { triage } = await import('./triage/triage.ts');
  return triage(options, process.env);
});
