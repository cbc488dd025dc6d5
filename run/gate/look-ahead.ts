import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newRunId } from '#targets/definition/run-id.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { loadSettings, type Settings } from '#targets/definition/settings.ts';
import { buys } from '../buys.ts';
import { reportsPlace } from '../reports-place.ts';
import { cleanUp } from '../run-checks.ts';
import { Runner } from '../runner.ts';
import { toldToRunner } from '../told-to-runner.ts';
import { askedOf } from './asked-of.ts';

/** What a run begins with that was made ready for it. */
export interface ReadyRun {
  runId: string;
  runner: Runner;
}

/**
 * The first look of a gate, made ready while its deploy is waited for: its runner and its workers have loaded everything
 * and wait for a word, so that a broken deploy is known as soon as it can be asked.
 */
export class LookAhead implements AsyncDisposable {
  readonly #settings: Settings;
  readonly #runner: Runner;
  #isTaken = false;

  private constructor(settings: Settings, runner: Runner) {
    this.#settings = settings;
    this.#runner = runner;
  }

  /**
   * @param waitMs as long as it may be waited for, in ms.
   * @returns nothing where it cannot be made ready: for a team's own checks, where a probe user has to be held, and where no
   *   report can be written in its place.
   */
  static async start(environment: Environment, waitMs: number): Promise<LookAhead | undefined> {
    const asked = { ...askedOf('critical', 1, environment), WATCHPOST_RUN_ID: newRunId() };
    const settings = await loadSettings(asked);
    const { checks, specs } = settings.ownChecks;
    if (checks.length + specs.length > 0 || buys(settings)) return undefined;
    const { reports, problem } = await reportsPlace(settings);
    if (problem !== undefined) {
      // The look itself finds another place, and says why.
      if (reports !== settings.reports) await rm(reports, { recursive: true, force: true });
      return undefined;
    }
    const untilSeconds = Math.ceil((waitMs + settings.deadlineMs) / 1_000);
    const waiting = { ...settings, deadlineMs: untilSeconds * 1_000 };
    const runner = new Runner(
      { ...asked, WATCHPOST_AHEAD: 'true', WATCHPOST_DEADLINE_SECONDS: String(untilSeconds) },
      { json: true },
    );
    runner.tell(toldToRunner(waiting, '0', settings.ownChecks, runner));
    return new LookAhead(settings, runner);
  }

  /** The run that waits; nothing when it was taken before. */
  take(): ReadyRun | undefined {
    if (this.#isTaken) return undefined;
    this.#isTaken = true;
    return { runId: this.#settings.runId, runner: this.#runner };
  }

  /** Leaves nothing of a run that never began. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isTaken) return;
    await this.#runner.abandon();
    cleanUp({ settings: this.#settings });
    await rm(join(this.#settings.reports, this.#settings.runId), { recursive: true, force: true });
  }
}
