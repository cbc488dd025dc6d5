import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type RunRecord, runRecordSchema } from '#record/run-record.ts';

/** A command of ours that ran in a process of its own. */
export interface ChildRun {
  /** The exit code; null when a signal ended it. */
  code: number | null;
  out: string;
  err: string;
  /** It did not come to an end, and was killed. */
  overdue?: true;
}

export interface ChildOptions {
  /** Takes everything that the command writes: reports, store, temporary files. */
  folder: string;
  /** A store that an earlier run has left, to be copied; without one the command finds an empty store. */
  past?: string;
  /** Further variables. */
  environment?: Readonly<Record<string, string>>;
  /** Called whenever it writes to standard error. */
  onError?: () => void;
  /** Stops it as Ctrl-C would. */
  signal: AbortSignal;
  /** Is given it as soon as it runs. */
  onStart?: (child: ChildProcess) => void;
}

/** A run that hangs past every deadline of its own, in ms. */
const limitMs = 240_000;

/**
 * Runs `node cli/<file> …` to its end in a world of its own: nothing that the caller was told of targets, clouds or
 * workflows reaches it, and it shares nothing with a run before but a past that it is given and what Node and
 * Playwright have compiled.
 */
export async function runChild(file: string, args: readonly string[], options: ChildOptions): Promise<ChildRun> {
  const temporary = join(options.folder, 'tmp');
  const reports = join(options.folder, 'reports');
  const store = join(options.folder, 'store');
  for (const one of [temporary, reports]) mkdirSync(one, { recursive: true });
  if (options.past) cpSync(options.past, store, { recursive: true });
  const env = {
    ...inherited(),
    NODE_COMPILE_CACHE: join(tmpdir(), 'watchpost-compile-cache'),
    PWTEST_CACHE_DIR: join(tmpdir(), `watchpost-transpiled-${process.getuid?.() ?? ''}`),
    TMPDIR: temporary,
    WATCHPOST_REPORTS: reports,
    WATCHPOST_STORE: store,
    ...options.environment,
  };
  const program = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  options.onStart?.(child);
  const stop = () => child.kill('SIGINT');
  options.signal.addEventListener('abort', stop, { once: true });
  if (options.onError) child.stderr.on('data', options.onError);
  let overdue: true | undefined;
  const limit = setTimeout(() => {
    overdue = true;
    child.kill('SIGKILL');
  }, limitMs);
  const { promise: code, resolve } = Promise.withResolvers<number | null>();
  child.once('error', () => resolve(null));
  child.once('close', resolve);
  try {
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { code: await code, out, err, ...(overdue && { overdue }) };
  } finally {
    clearTimeout(limit);
    options.signal.removeEventListener('abort', stop);
  }
}

/** The last line of JSON that a command printed for `--json`; undefined when it came to none. */
export const lastJsonIn = ({ out }: Pick<ChildRun, 'out'>): string | undefined =>
  out.split('\n').findLast((one) => one.startsWith('{'));

/** The record that a run printed for `--json`; undefined when it came to none. */
export function recordIn(run: ChildRun): RunRecord | undefined {
  const line = lastJsonIn(run);
  return line ? runRecordSchema.parse(JSON.parse(line)) : undefined;
}

function inherited(): Record<string, string | undefined> {
  const notOurs = /^(WATCHPOST_(?!BROWSER)|AWS_|STRIPE_|GITHUB_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !notOurs.test(name)));
}
