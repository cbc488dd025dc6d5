import { constants } from 'node:os';
import process from 'node:process';

type Stop = 'SIGINT' | 'SIGTERM';

/**
 * A stop that comes when the checks are over, and the run is told, published and kept. It hurries the ending and does not
 * cut it off; a second one does.
 */
export class LateStop {
  #signal: Stop | undefined;
  readonly #graceMs: number;
  readonly #over = new AbortController();
  readonly #listeners = { SIGINT: () => this.#take('SIGINT'), SIGTERM: () => this.#take('SIGTERM') };

  /**
   * @param graceMs how long what is under way may still take once the process is to end. Default 2,500 ms: GitHub kills it
   * after 10 s.
   */
  constructor(graceMs = 2_500) {
    this.#graceMs = graceMs;
  }

  listen(): void {
    for (const [signal, listener] of Object.entries(this.#listeners)) process.on(signal, listener);
  }

  close(): void {
    for (const [signal, listener] of Object.entries(this.#listeners)) process.off(signal, listener);
  }

  /** Aborted a moment after a stop: whoever waits for others gives up then. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  /** What the process ends with when it was stopped; undefined where it was not. */
  get code(): number | undefined {
    return this.#signal && codeOf(this.#signal);
  }

  #take(signal: Stop): void {
    if (this.#signal) process.exit(codeOf(this.#signal));
    this.#signal = signal;
    setTimeout(() => this.#over.abort(), this.#graceMs).unref();
  }
}

/** As a shell writes it: 130 or 143. */
const codeOf = (signal: Stop) => 128 + constants.signals[signal];
