import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { closingWord } from '#record/runner-ipc.ts';
import type { RunEnding } from '#record/verdict.ts';
import { asksForHttpAlone } from '#targets/definition/requests-alone.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { compileCache } from './boot.mjs';
import { SignalRelay } from './signal-relay.ts';

const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
const recorder = fileURLToPath(new URL('../reporters/recorder/recorder.ts', import.meta.url));
/** Named, because Playwright would look for one where the command was called. */
const config = fileURLToPath(new URL('../playwright.config.ts', import.meta.url));

/**
 * Playwright looks into every module that is loaded, to see whether it has to be translated. None of ours has: Node
 * runs them as they are, and without the onlooker in half the time. It is asked for when the runner starts, and only then.
 */
const nodesOwnLoader = { PW_DISABLE_TS_ESM: '1' };
/** What the runner and its workers are started with then. */
const boot = ['--import', new URL('./boot.mjs', import.meta.url).href];
/**
 * A young heap of so many MiB is collected sooner, by each of them: a run that opens a browser takes a sixth less memory so. One of
 * requests alone takes little, and would be slower.
 */
const lean = ['--max-semi-space-size=4'];

export interface RunnerOptions {
  /** Progress goes to stderr, so that stdout is left to the record. */
  json?: boolean;
  /** One of many runs: it says nothing, and writes no report but its record. */
  silent?: boolean;
  /** There are specs among the checks, whose TypeScript and paths are for Playwright to translate. */
  translates?: boolean;
}

/** How a runner ended; `exit` in words. */
export type RunnerEnding = RunEnding & {
  exit: string;
  /** The closed record, where the disk did not take it. */
  record?: unknown;
};

/**
 * Playwright's runner in a process group of its own. It boots at once and is held back before it reads a line of ours,
 * so that its command can find out at the same time whether there is anything to run.
 */
export class Runner {
  readonly #child: ChildProcess;
  readonly #relay: SignalRelay;
  readonly #end: Promise<Pick<RunnerEnding, 'exit' | 'record'>>;

  /** @param environment what the run is told, `WATCHPOST_…` and secrets. */
  constructor(environment: Environment, { json = false, silent = false, translates = false }: RunnerOptions = {}) {
    const alone = silent ? ['--workers=1', `--reporter=${recorder}`] : [];
    const [out, complaints] = silent ? (['ignore', 'ignore'] as const) : [process.stdout, process.stderr];
    this.#child = spawn(
      process.execPath,
      [
        ...(asksForHttpAlone(environment) ? [] : lean),
        ...(translates ? [] : boot),
        playwright,
        'test',
        `--config=${config}`,
        ...alone,
        '--pass-with-no-tests',
      ],
      {
        env: {
          NODE_COMPILE_CACHE: compileCache,
          ...(!translates && nodesOwnLoader),
          ...environment,
          WATCHPOST_HELD: 'true',
        },
        stdio: ['ignore', json ? complaints : out, complaints, 'ipc'],
        detached: true,
      },
    );
    this.#relay = new SignalRelay(this.#child);
    const { promise, resolve } = Promise.withResolvers<Pick<RunnerEnding, 'exit' | 'record'>>();
    this.#end = promise;
    this.#child.once('error', (error) => resolve({ exit: error.message }));
    this.#child.on('message', (said) => {
      const closing = closingWord(said);
      if (closing) resolve({ exit: 'closed', record: closing.record });
    });
    this.#child.once('exit', (code, signal) =>
      resolve({ exit: signal ? `killed by ${signal}` : `ended with code ${code}` }),
    );
  }

  /** Its process; none where it could not be started. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /**
   * Lets it run until all its reports are written; its process may take a moment longer to end.
   *
   * @param told further variables.
   * @param limitMs after which it is killed.
   * @param onOver called at its end, before signals are no longer passed on to it.
   */
  async run(told: Environment, limitMs: number, onOver?: () => void): Promise<RunnerEnding> {
    this.#relay.open();
    this.tell(told);
    const overdue = AbortSignal.timeout(limitMs);
    overdue.addEventListener('abort', () => this.#relay.kill());
    const { exit, record } = await this.#end;
    // A worker that hears nothing, since a loop holds it, would outlive the run.
    if (exit !== 'closed') await this.#relay.endRest();
    onOver?.();
    this.#relay.close();
    const { signal } = this.#relay;
    return { exit, record, deadline: overdue.aborted, ...(signal && { signal }) };
  }

  /** Has it load all that the run needs, where it was started ahead of its time: `run` then lets it begin. */
  tell(told: Environment): void {
    // One that is gone already says so by its exit.
    this.#child.send(told, () => undefined);
  }

  /** Ends it before it has begun; resolves when it is gone. */
  async abandon(): Promise<void> {
    this.#relay.kill();
    await this.#end;
    await this.#relay.endRest();
  }
}
