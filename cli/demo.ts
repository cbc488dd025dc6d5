import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { removeRunTempDir, runTempDir } from '#fixtures/runtime/run-temp-dir.ts';
import { bootDemo } from './boot-demo.ts';
import { createCommand, runCommand } from './command.ts';
import { addDemoOptions, type DemoOptions } from './demo-options.ts';
import type { BootedDemo } from './demo-system.ts';
import { listed } from './repeatable.ts';
import { wholeNumber } from './whole-number.ts';

/** Between two tasks of a rollout, in ms. */
const stepMs = 1_000;

interface Flags extends DemoOptions {
  json?: boolean;
  rollout?: string;
}

const command = addDemoOptions(
  createCommand('demo', 'Boots only the demo, prints its addresses and keeps it running until Ctrl-C.'),
)
  .option('--rollout <seconds>', 'replaces what is served by the next release after so long, task by task')
  .option('--rollout-fault <id>', 'what is broken in that release; repeatable', listed)
  .option('--json', 'prints the addresses and the environment of a run as one line of JSON');

await runCommand<Flags>(command, async (options) => {
  const afterMs =
    options.rollout === undefined ? undefined : wholeNumber('--rollout', options.rollout, 'seconds') * 1_000;
  const booted = await bootDemo(options);
  const folder = `demo-${process.pid}`;
  const file = join(runTempDir(folder), 'demo.env');
  await writeFile(file, envFile(booted.environment), { mode: 0o600 });
  if (options.json)
    console.log(
      JSON.stringify({ urls: booted.urls, environment: booted.environment, file, releases: booted.releases }),
    );
  else console.log(description(options.system, booted, file));
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  const rollOut = () => void booted.rollOut?.(stepMs, options.rolloutFault ?? []);
  const rollout = afterMs === undefined ? undefined : setTimeout(rollOut, afterMs);
  process.once('SIGINT', () => stop());
  process.once('SIGTERM', () => stop());
  await stopped;
  clearTimeout(rollout);
  await booted.close();
  removeRunTempDir(folder);
  return 0;
});

function description(
  system: string,
  { urls, front, account, trustedKeys, releases }: BootedDemo,
  file: string,
): string {
  const addresses = Object.entries(urls).map(([name, url]) => `  ${name.padEnd(13)} ${url}`);
  const named = Object.entries(releases ?? {})
    .map((pair) => pair.join('='))
    .join(' ');
  return [
    `The demo of ${system} is running. Its names exist only inside it; nothing on this machine was changed.`,
    ...addresses,
    '',
    ...(account ? [`Log in as ${account.email} with ${account.password}`, ''] : []),
    'Look at it in Chrome or Chromium:',
    `  chromium --user-data-dir=$(mktemp -d) --host-resolver-rules='MAP *.test 127.0.0.1' \\`,
    `    --ignore-certificate-errors-spki-list=${trustedKeys.join(',')} ${front}`,
    '',
    'Check it from another terminal:',
    `  node --env-file=${file} cli/check.ts --target ${system}`,
    ...(releases ? ['', `Its next release, for --release of the gate: ${named}`] : []),
    '',
    'Ctrl-C ends it.',
  ].join('\n');
}

function envFile(environment: Record<string, string>): string {
  return Object.entries(environment)
    .map(([name, value]) => `${name}='${value}'\n`)
    .join('');
}
