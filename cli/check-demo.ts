import process from 'node:process';
import { runPipeline } from '#run/pipeline.ts';
import { openStore } from '#store/open-store.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { loadSettings } from '#targets/definition/settings.ts';
import type { BootedDemo } from './demo-system.ts';
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
  // Nobody is called because a demo is broken.
  const environment = { ...toEnvironment(options, told), WATCHPOST_TELL: 'false' };
  const { target } = await loadSettings(environment);
  await demo.remember(openStore(target, environment));
  const { code } = await runPipeline(environment, options);
  return { code, environment };
}
