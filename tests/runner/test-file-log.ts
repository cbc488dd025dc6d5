import { relative } from 'node:path';
import { inspect } from 'node:util';

/** A test that failed, with where it stands: the test file itself where no other is named. */
type Failing = { name: string; file?: string | undefined; line?: number | undefined; reason: unknown };

/** What is known about one test file while it runs; it becomes text only if something in it fails. */
export class TestFileLog {
  readonly #file: string;
  readonly #path: string[] = [];
  readonly #running = new Set<string>();
  readonly #failures: Failing[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  get hasFailed(): boolean {
    return this.#failures.length > 0;
  }

  begin(name: string): void {
    this.#running.add(name);
  }

  end(name: string): void {
    this.#running.delete(name);
  }

  /** Keeps the titles of the blocks around the test that is reported next. */
  enter(nesting: number, name: string): void {
    this.#path.length = nesting;
    this.#path.push(name);
  }

  fail(nesting: number, failing: Failing): void {
    const name = [...this.#path.slice(0, nesting), failing.name].join(' > ');
    this.#failures.push({ ...failing, name });
  }

  describe(root: string): string[] {
    if (this.#failures.length === 0) return [];
    const file = relative(root, this.#file);
    const texts = this.#failures.map(({ name, file: other, line, reason }) => {
      const where = line === undefined ? file : `${relative(root, other ?? this.#file)}:${line}`;
      return `✗ ${name} (${where})\n${indent(textOf(reason))}`;
    });
    if (this.#running.size > 0) texts.push(`  still running in ${file}: ${[...this.#running].join(', ')}`);
    return texts;
  }
}

function textOf(reason: unknown): string {
  return typeof reason === 'string' ? reason : inspect(reason, { depth: 6 });
}

/** Moves every line that holds something to the right. */
export function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}
