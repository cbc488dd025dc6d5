import process from 'node:process';
import { finishRun } from '#run/finish-run.ts';
import { runChecks } from '#run/run-checks.ts';
import { openStore } from '#store/open-store.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { loadSettings } from '#targets/definition/settings.ts';
import type { BootedDemo } from './boot-demo.ts';
import { type RunOptions, toEnvironment } from './run-options.ts';

/**
 * One whole run against a demo that was booted in this process, as the scheduler would do it.
 *
 * @returns the exit code, and what the run was told.
 */
export async function checkDemo(
  demo: BootedDemo,
  options: RunOptions,
): Promise<{ code: number; environment: Environment }> {
  const told = { WATCHPOST_TRIGGER: 'schedule', ...process.env, ...demo.environment };
  const environment = toEnvironment(options, told);
  const { target } = await loadSettings(environment);
  await demo.remember(openStore(target, environment));
  const run = await runChecks(environment, options);
  return { code: await finishRun(run, environment, options), environment };
}
