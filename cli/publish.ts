import process from 'node:process';
import { Command, CommanderError } from 'commander';
import { type Published, replayOutbox } from '../cloudwatch/publish.ts';
import { exitCodes } from '../record/vocabulary.ts';
import { folderStore, storeRoot } from '../store/folder-store.ts';
import { Misconfigured } from '../targets/definition/problem.ts';
import { loadSettings } from '../targets/definition/settings.ts';

const command = new Command('publish')
  .description('Sends to CloudWatch what earlier runs could not deliver, with its own timestamps.')
  .option('--target <name or path>', 'the target whose outbox is meant (default: WATCHPOST_TARGET)')
  .option('--json', 'prints the result as JSON')
  .addHelpText('after', '\nExit codes: 0 nothing waits any more, 1 something still waits, 4 misconfigured.')
  .allowExcessArguments(false)
  .exitOverride();

interface Flags {
  target?: string;
  json?: boolean;
}

async function publish({ target: named, json }: Flags): Promise<number> {
  const { target } = await loadSettings({ ...process.env, ...(named && { WATCHPOST_TARGET: named }) });
  const result = await replayOutbox(target, { store: folderStore(storeRoot(target, process.env)) });
  const told = { target: target.name, publish: target.metrics.publish, ...result };
  console.log(json ? JSON.stringify(told) : inWords(told));
  return isEmptied(result) ? exitCodes.ok : exitCodes.failed;
}

/** An error that neither kept nor lost anything means that the outbox itself could not be read. */
const isEmptied = ({ kept, lost, error }: Published) => kept === 0 && (error === undefined || lost > 0);

type Told = Published & { target: string; publish: 'on' | 'off' };

function inWords({ target, publish: setting, sent, kept, lost, requests, error }: Told): string {
  const lines = [`${target}: ${sent} data points sent in ${requests} requests, ${kept} still wait, ${lost} lost`];
  if (setting === 'off') lines.push('metrics.publish is off for this target: nothing is sent');
  if (error) lines.push(error);
  return lines.join('\n');
}

/** npm keeps a flag to itself when the `--` before it was forgotten. */
function refuseSwallowedFlags(): void {
  const swallowed = ['target', 'json'].filter((name) => process.env[`npm_config_${name}`] !== undefined);
  const remedy = 'put -- before the flags: npm run publish -- --target <name>';
  if (swallowed.length === 0) return;
  throw new Misconfigured(
    swallowed.map((name) => ({ where: `--${name}`, found: 'a flag that npm kept', expected: 'it after --', remedy })),
  );
}

/** What went wrong before anything was sent, as an exit code; help is none of it. */
function refused(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.misconfigured;
  if (!(error instanceof Misconfigured)) throw error;
  console.error(error.message);
  return exitCodes.misconfigured;
}

try {
  refuseSwallowedFlags();
  process.exitCode = await publish(command.parse().opts<Flags>());
} catch (error) {
  process.exitCode = refused(error);
}
