import process from 'node:process';
import { removeRunTempDir } from '#fixtures/runtime/run-temp-dir.ts';
import { exitCodes } from '#record/vocabulary.ts';
import { ConfigError } from '#targets/definition/problem.ts';
import { loadSettings } from '#targets/definition/settings.ts';
import { createCommand, runCommand } from './command.ts';

interface SweepFlags {
  target?: string;
  dryRun?: boolean;
  own?: boolean;
  deadRuns?: boolean;
  json?: boolean;
}

const command = createCommand('sweep', 'Ends what earlier purchases of probe users left at Stripe, and nothing else.')
  .option('--target <name>', 'whose probe users are meant')
  .option('--dry-run', 'only shows what would be done')
  .option('--own', "only the probe user of the run that WATCHPOST_ACCOUNT names: a run's own way to undo a purchase")
  .option('--dead-runs', 'only probe users of which the store knows a purchase that nobody took back')
  .option('--json', 'prints the result as JSON')
  .addHelpText('after', '\nExit codes: 0 nothing is left, 1 something could not be undone, 4 misconfigured.');

await runCommand<SweepFlags>(command, async (flags) => {
  const { target: named, dryRun = false, own = false, deadRuns: dead = false, json = false } = flags;
  if (named) process.env['WATCHPOST_TARGET'] = named;
  const { target, runId } = await loadSettings(process.env);
  refuseUnlessSweepable(target);
  const isOfRun = process.env['WATCHPOST_RUN_ID'] !== undefined;
  process.env['WATCHPOST_RUN_ID'] = runId;
  const { sweep } = await import('#fixtures/billing/sweep.ts');
  // To see what is left takes a sign-in; what a run shares with it the run takes away itself.
  const swept = await sweep({ dryRun, own, dead }).finally(() => isOfRun || removeRunTempDir(runId));
  if (json) console.log(JSON.stringify(swept));
  else
    for (const { account, outcome, found, problem } of swept)
      console.log(`probe user ${account + 1}: ${[outcome, ...found, problem ?? []].flat().join(', ')}`);
  return swept.some(({ outcome }) => outcome === 'failed') ? exitCodes.failed : exitCodes.ok;
});

type Sweepable = Awaited<ReturnType<typeof loadSettings>>['target'];

function refuseUnlessSweepable({ billing, environment, auth, name }: Sweepable): void {
  const where = `target ${name}`;
  if (billing.mode === 'off' || !auth)
    throw new ConfigError([
      { where, found: 'no billing, or no auth', expected: 'a target that buys', remedy: 'nothing is to be swept here' },
    ]);
  if (environment === 'live')
    throw new ConfigError([
      {
        where,
        found: 'environment "live"',
        expected: 'demo or test',
        remedy: 'nothing is bought in live, so nothing is swept',
      },
    ]);
  if (!process.env[billing.secretKey])
    throw new ConfigError([
      { where: billing.secretKey, found: 'nothing', expected: 'the Stripe test key', remedy: 'set the variable' },
    ]);
}
