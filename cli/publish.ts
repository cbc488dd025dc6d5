import process from 'node:process';
import { type Published, replayOutbox } from '#cloudwatch/publish.ts';
import { exitCodes } from '#record/vocabulary.ts';
import { openStore } from '#store/open-store.ts';
import { loadSettings } from '#targets/definition/settings.ts';
import { createCommand, runCommand } from './command.ts';

interface PublishFlags {
  target?: string;
  json?: boolean;
}

const command = createCommand(
  'publish',
  'Sends to CloudWatch what earlier runs could not deliver, with its own timestamps.',
)
  .option('--target <name or path>', 'the target whose outbox is meant (default: WATCHPOST_TARGET)')
  .option('--json', 'prints the result as JSON')
  .addHelpText('after', '\nExit codes: 0 nothing waits any more, 1 something still waits, 4 misconfigured.');

await runCommand<PublishFlags>(command, async ({ target: named, json }) => {
  const { target } = await loadSettings({ ...process.env, ...(named && { WATCHPOST_TARGET: named }) });
  const result = await replayOutbox(target, { store: openStore(target, process.env) });
  const told = { target: target.name, publish: target.metrics.publish, ...result };
  console.log(json ? JSON.stringify(told) : inWords(told));
  return isEmptied(result) ? exitCodes.ok : exitCodes.failed;
});

/** An error that neither kept nor lost anything means that the outbox itself could not be read. */
function isEmptied({ kept, lost, error }: Published): boolean {
  return kept === 0 && (error === undefined || lost > 0);
}

type Told = Published & { target: string; publish: 'on' | 'off' };

function inWords({ target, publish: setting, sent, kept, lost, requests, error }: Told): string {
  const lines = [`${target}: ${sent} data points sent in ${requests} requests, ${kept} still wait, ${lost} lost`];
  if (setting === 'off') lines.push('metrics.publish is off for this target: nothing is sent');
  if (error) lines.push(error);
  return lines.join('\n');
}
