import type { Command } from 'commander';

/** The flags of every command that boots the demo. */
export interface DemoOptions {
  system: string;
  fault?: string[];
  latency: string;
  plant?: boolean;
}

const collect = (value: string, before: string[] = []) => [...before, ...value.split(',')];

/** Adds the flags to a command. */
export function addDemoOptions(command: Command): Command {
  return command
    .option('--system <name>', 'which of the demo systems to boot', 'loventia')
    .option('--fault <id>', 'break something in it; repeatable', collect)
    .option('--latency <ms>', 'added to every answer of every server, as over a network', '0')
    .option(
      '--plant',
      'plant made-up secrets and people in everything it answers; a run that writes one down withholds it',
    );
}
