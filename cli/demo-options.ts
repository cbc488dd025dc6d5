import type { Command } from 'commander';
import { listed } from './repeatable.ts';

/** The flags of every command that boots the demo. */
export interface DemoOptions {
  system: string;
  fault?: string[];
  latency: string;
  jitter?: string;
  evidence?: string[];
  /** The demo is asked by many runs in a row: its limits of rate stay out of the way. */
  manyRuns?: boolean;
  plant?: boolean;
  /** What is broken in the release that is rolled out later. */
  rolloutFault?: string[];
}

/** What the owner of a system can give a run beyond what an outsider sees. */
export const givenEvidence = ['logs', 'secret'] as const;
export type GivenEvidence = (typeof givenEvidence)[number];

/** Adds the flags to a command. */
export function addDemoOptions(command: Command): Command {
  return command
    .option('--system <name>', 'which of the demo systems to boot', 'loventia')
    .option('--fault <id>', 'break something in it; repeatable', listed)
    .option('--latency <ms>', 'added to every answer of every server, as over a network', '0')
    .option('--jitter <ms>', 'up to so much more, by chance, for each answer', '0')
    .option(
      '--evidence <what>',
      'lets the run search the log (logs) or know the webhook secret (secret); repeatable',
      listed,
    )
    .option(
      '--plant',
      'plant made-up secrets and people in everything it answers; a run that writes one down withholds it',
    );
}
