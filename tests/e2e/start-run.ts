import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { EndedRun } from './ended-run.ts';
import { pathWith } from './processes.ts';
import type { Workspace } from './workspace.ts';

export { type EndedRun, told } from './ended-run.ts';

/** The repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Playwright's command line. */
export const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');

/** A command under way. Disposing it ends it, and everything that it started. */
export interface StartedRun extends AsyncDisposable {
  pid: number;
  ended: Promise<EndedRun>;
  signal(name: NodeJS.Signals): void;
}

const passedOn = ['HOME', 'LANG', 'XDG_CACHE_HOME', 'PLAYWRIGHT_BROWSERS_PATH', 'WATCHPOST_BROWSER'];
/** A run that hangs past every deadline of its own, in ms: on a slow machine with much else to do one takes a minute or two. */
const limitMs = 280_000;

/**
 * Starts `node cli/<command>.ts`, or `npm` or `playwright` as a person types it, in an environment that holds nothing but
 * what is named here.
 *
 * @param cwd the folder where it is called, absolute.
 */
export function startRun(
  workspace: Workspace,
  [command = 'start', ...args]: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
  cwd = root,
): StartedRun {
  const child = spawn(...programOf(command, args), {
    cwd,
    env: { ...ownEnvironment(), ...workspace.environment, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = endOf(child, workspace);
  return {
    pid: child.pid ?? 0,
    ended,
    signal: (name) => void child.kill(name),
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null) child.kill('SIGKILL');
      await ended.catch(() => undefined);
    },
  };
}

function programOf(command: string, args: readonly string[]): [program: string, args: string[]] {
  if (command === 'npm') return ['npm', [...args]];
  return [process.execPath, [command === 'playwright' ? playwright : join(root, 'cli', `${command}.ts`), ...args]];
}

/** Starts a command and waits for its end. */
export async function runToEnd(...given: Parameters<typeof startRun>): Promise<EndedRun> {
  await using run = startRun(...given);
  return await run.ended;
}

/** What every run is given. The transpiled checks are kept where the project's other runs keep them, so that no run has to do it again. */
export function ownEnvironment(): Record<string, string | undefined> {
  const kept = passedOn.flatMap((name) => (process.env[name] ? [[name, process.env[name]] as const] : []));
  return {
    ...Object.fromEntries(kept),
    PATH: pathWith(join(root, 'node_modules', '.bin')),
    PWTEST_CACHE_DIR: join(tmpdir(), `watchpost-e2e-transpiled-${process.getuid?.() ?? ''}`),
    NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
  };
}

async function endOf(child: ChildProcess, workspace: Workspace): Promise<EndedRun> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const overdue = setTimeout(() => child.kill('SIGKILL'), limitMs);
  const [code] = await once(child, 'exit');
  clearTimeout(overdue);
  // An orphan of a killed runner may hold the pipes for longer than anybody wants to wait.
  if (child.stdout?.readableEnded === false) await Promise.race([once(child, 'close'), pause(2_000)]);
  return { code, stdout, stderr, record: workspace.record() };
}
