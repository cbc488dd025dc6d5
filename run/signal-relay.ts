import type { ChildProcess } from 'node:child_process';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Passes a stop on to Playwright's runner. Both signals reach it as SIGINT, because it closes its reporters on that one
 * only. A second signal ends the runner and all it started.
 */
export class SignalRelay {
  /** The first signal that came. */
  signal: 'SIGINT' | 'SIGTERM' | undefined;
  readonly #child: ChildProcess;
  readonly #listeners = { SIGINT: () => this.#pass('SIGINT'), SIGTERM: () => this.#pass('SIGTERM') };

  constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** From here on a signal is passed on; before, it ends this process as it ends any other. */
  open(): void {
    for (const [signal, listener] of Object.entries(this.#listeners)) process.on(signal, listener);
  }

  close(): void {
    for (const [signal, listener] of Object.entries(this.#listeners)) process.off(signal, listener);
  }

  /** Ends the runner with its workers and browsers: it leads a process group of its own. */
  kill(): void {
    const { pid } = this.#child;
    try {
      if (pid) process.kill(-pid, 'SIGKILL');
    } catch {
      this.#child.kill('SIGKILL');
    }
  }

  /** When the runner is gone: what it started has a moment to end by itself. */
  async endRest(patienceMs = 5_000): Promise<void> {
    for (let waited = 0; waited < patienceMs && this.#isAnybodyLeft(); waited += 50) await pause(50);
    if (this.#isAnybodyLeft()) this.kill();
  }

  #isAnybodyLeft(): boolean {
    const { pid } = this.#child;
    try {
      return pid !== undefined && process.kill(-pid, 0);
    } catch {
      return false;
    }
  }

  #pass(signal: 'SIGINT' | 'SIGTERM'): void {
    if (this.signal) this.kill();
    else this.#child.kill('SIGINT');
    this.signal ??= signal;
  }
}
