import type { ChildProcess } from 'node:child_process';
import process from 'node:process';

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

  #pass(signal: 'SIGINT' | 'SIGTERM'): void {
    if (this.signal) this.kill();
    else this.#child.kill('SIGINT');
    this.signal ??= signal;
  }
}
