import process from 'node:process';
import { Command, CommanderError } from 'commander';
import { removeAbandoned } from '#fixtures/runtime/remove-abandoned.ts';
import { outliveReaders } from '#record/outlive-readers.ts';
import { plainText } from '#record/values/plain-text.ts';
import { exitCodes } from '#record/vocabulary.ts';
import { guardStreams, maskCommands } from '#reporters/github/workflow-commands.ts';
import { ConfigError, type ConfigProblem, unknownWord } from '#targets/definition/problem.ts';
import { unpackSecrets } from '#targets/definition/unpack-secrets.ts';
import '#run/boot.mjs';

/** A command as a person meets it: `--help` on each, every mistake explained, exit code 4 before anything has run. */
export function createCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .allowExcessArguments(false)
    .configureOutput({ writeErr: () => undefined })
    .exitOverride();
}

/**
 * Parses the arguments and does the work.
 *
 * @param work gets the options and returns the exit code. What it imports only then is loaded from the compile cache.
 */
export async function runCommand<T extends object>(
  command: Command,
  work: (options: T) => Promise<number>,
): Promise<void> {
  process.on('uncaughtException', (error) => process.exit(faultOfOurs(error, command)));
  outliveReaders();
  void removeAbandoned();
  try {
    const unpacked = await unpackSecrets(process.env);
    if (process.env['GITHUB_ACTIONS'] && unpacked.length > 0) process.stderr.write(maskCommands(unpacked));
    guardStreams(process.env);
    refuseSwallowedFlags(command);
    process.exitCode = await work(command.parse().opts<T>());
  } catch (error) {
    process.exitCode = refusal(error, command);
  }
}

/** npm keeps a flag to itself when the `--` before it was forgotten: it shows in npm's own variables. */
function refuseSwallowedFlags(command: Command): void {
  const flags = command.options.map(({ long = '' }) => long.slice(2));
  const swallowed = flags.filter((flag) => process.env[`npm_config_${flag.replaceAll('-', '_')}`] !== undefined);
  if (swallowed.length === 0) return;
  const remedy = `put -- before the flags: npm run ${command.name()} -- --${swallowed[0]} …`;
  throw new ConfigError(
    swallowed.map((flag) => ({
      where: `--${flag}`,
      found: 'a flag that npm kept for itself',
      expected: 'it after --',
      remedy,
    })),
  );
}

function refusal(error: unknown, command: Command): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.ok;
    process.stderr.write(`${new ConfigError([problemOf(error, command)]).message}\n`);
    return exitCodes.misconfigured;
  }
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    return exitCodes.misconfigured;
  }
  return faultOfOurs(error, command);
}

/** Whatever nobody has thought of, in one line; 1 is left to what is watched, so this is inconclusive. */
function faultOfOurs(error: unknown, command: Command): number {
  const [what, ...stack] = (error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n');
  const where = stack.find((one) => one.includes('file:'))?.trim();
  const told = command.opts()['debug'] ? [what, ...stack].join('\n') : [what, where].filter(Boolean).join(' ');
  process.stderr.write(
    `watchpost: ${command.name()} could not go on, by no fault of what is watched: ${plainText(told)}\n`,
  );
  return exitCodes.inconclusive;
}

function problemOf(error: CommanderError, command: Command): ConfigProblem {
  const flags = command.options.map(({ long = '' }) => long);
  const written = /'([^']+)'/.exec(error.message)?.[1] ?? '';
  if (error.code === 'commander.unknownOption') return unknownWord(command.name(), written, flags, 'one of the flags');
  const remedy = `see node cli/${command.name()}.ts --help; with npm run, put -- before the flags`;
  return { where: command.name(), found: error.message.replace(/^error: /, ''), expected: flags.join(', '), remedy };
}
