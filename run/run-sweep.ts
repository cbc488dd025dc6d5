import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Environment } from '#targets/definition/secrets.ts';

const program = fileURLToPath(new URL('../cli/sweep.ts', import.meta.url));

/** So long it may take, in ms: it waits for Stripe, and a run waits for it. */
const limitMs = 120_000;

/**
 * Runs the sweep in a process of its own, which says on standard error what it takes back.
 *
 * @returns its exit code; null where it took too long.
 */
export async function runSweep(flag: '--own' | '--dead-runs', environment: Environment): Promise<number | null> {
  const child = spawn(process.execPath, [program, flag], {
    env: environment,
    stdio: ['ignore', process.stderr, process.stderr],
    timeout: limitMs,
  });
  const [code] = await once(child, 'exit');
  return code;
}
