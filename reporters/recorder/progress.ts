import process from 'node:process';
import { styleText } from 'node:util';
import type { Spinner } from 'yocto-spinner';
import type { CheckRecord } from '#record/run-record.ts';
import type { Outcome } from '#record/vocabulary.ts';
import { withoutCommands } from '../github/workflow-commands.ts';

const words: Record<Outcome, string> = { pass: 'ok  ', degraded: 'slow', fail: 'FAIL', 'not-run': '-   ' };
const colours = { pass: 'green', degraded: 'yellow', fail: 'red', 'not-run': 'gray' } as const;

/** Shows a run while it goes on: a line for each finished check, and on a terminal what runs now. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  #spinner: Spinner | undefined;
  #expected = 0;
  #done = 0;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  /**
   * Makes ready to draw where somebody watches; a pipe, a job's log and a terminal that cannot draw get lines only, and
   * are spared the loading. The spinner makes room for every line that is written beside it.
   */
  async prepare(): Promise<void> {
    if (!this.#stream.isTTY || !this.#stream.hasColors() || 'CI' in process.env) return;
    const { default: newSpinner } = await import('yocto-spinner');
    // What a signal does is the runner's to say.
    const spinner = newSpinner({ stream: this.#stream, handleSignals: false });
    process.once('exit', () => spinner.stop());
    this.#spinner = spinner;
  }

  begin(expected: number): void {
    this.#expected = expected;
    this.#spinner?.start(`0 of ${expected}`);
  }

  running(id: string | undefined): void {
    if (this.#spinner && id) this.#spinner.text = `${this.#done} of ${this.#expected}  ${id}`;
  }

  finished({ id, outcome, durationMs, failure, reason, muted }: CheckRecord): void {
    this.#done += 1;
    const why = failure?.message ?? reason ?? '';
    const said = muted && outcome !== 'pass' ? `muted: ${why}` : why;
    const word = styleText(
      colours[outcome],
      outcome === 'degraded' && failure?.class !== 'latency' ? 'warn' : words[outcome],
      { stream: this.#stream },
    );
    const line = `  ${word} ${id.padEnd(28)} ${String(Math.round(durationMs)).padStart(6)} ms  ${said}`;
    this.#stream.write(`${withoutCommands(line.slice(0, 100 + word.length).trimEnd())}\n`);
  }

  end(): void {
    this.#spinner?.stop();
  }
}
