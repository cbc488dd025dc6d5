import { styleText } from 'node:util';
import type { Ora } from 'ora';
import type { CheckRecord } from '#record/run-record.ts';
import type { Outcome } from '#record/vocabulary.ts';
import { withoutCommands } from '../github/workflow-commands.ts';

const words: Record<Outcome, string> = { pass: 'ok  ', degraded: 'slow', fail: 'FAIL', 'not-run': '-   ' };
const colours = { pass: 'green', degraded: 'yellow', fail: 'red', 'not-run': 'gray' } as const;

/** Shows a run while it goes on: a line for each finished check, and on a terminal what runs now. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  #spinner: Ora | undefined;
  #expected = 0;
  #done = 0;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  /** Makes ready to draw where somebody watches; a pipe gets lines only, and is spared the loading. */
  async prepare(): Promise<void> {
    if (!this.#stream.isTTY) return;
    const { default: ora } = await import('ora');
    this.#spinner = ora({ stream: this.#stream, discardStdin: false });
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
    this.#spinner?.clear();
    this.#stream.write(`${withoutCommands(line.slice(0, 100 + word.length).trimEnd())}\n`);
    this.#spinner?.render();
  }

  end(): void {
    this.#spinner?.stop();
  }
}
