import type { Outcome } from './outcome.ts';

const plainSeconds = 15;

/** Shows that work goes on: one changing line on a terminal, now and then a plain one elsewhere. */
export class Progress {
  readonly #terminal = process.stdout.isTTY;
  readonly #started = performance.now();
  #lastPlain = performance.now();

  update(text: string): void {
    const now = performance.now();
    if (this.#terminal) {
      process.stdout.write(`\r\u001b[2K${text} … ${this.#seconds(now)} s`);
    } else if (now - this.#lastPlain > plainSeconds * 1000) {
      this.#lastPlain = now;
      console.log(`        ${text} … ${this.#seconds(now)} s`);
    }
  }

  /** Tells how a runner ended, with everything about its failures. */
  finish({ title, tally, details, seconds, slowest = [] }: Outcome): void {
    if (this.#terminal) process.stdout.write('\r\u001b[2K');
    const count = tally.passed + tally.failed + tally.skipped;
    const tests = count === 1 ? '' : `${count} tests, `;
    console.log(`${tally.failed ? 'FAILED' : 'ok    '}  ${title} (${tests}${seconds.toFixed(1)} s)`);
    if (slowest.length > 0) console.log(`        slowest: ${slowest.join(', ')}`);
    for (const detail of details) console.log(`\n${detail}\n`);
  }

  #seconds(now: number): number {
    return Math.round((now - this.#started) / 1000);
  }
}
