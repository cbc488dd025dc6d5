import { relative } from 'node:path';
import { inspect } from 'node:util';

type Failing = { name: string; line?: number | undefined; reason: unknown };

const mostOutputLines = 400;

/** What is known about one test file while it runs; it becomes text only if something in it fails. */
export class TestFileLog {
  readonly #file: string;
  readonly #path: string[] = [];
  readonly #running = new Set<string>();
  readonly #failures: Failing[] = [];
  #output = '';

  constructor(file: string) {
    this.#file = file;
  }

  addOutput(text: string): void {
    this.#output += text;
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
    const texts = this.#failures.map(({ name, line, reason }) => {
      const where = line === undefined ? file : `${file}:${line}`;
      const title = name === this.#file ? 'the file as a whole' : name;
      return `✗ ${title} (${where})\n${indent(textOf(reason))}`;
    });
    if (this.#running.size > 0) texts.push(`  still running in ${file}: ${[...this.#running].join(', ')}`);
    if (this.#output.trim()) texts.push(`  output of ${file}:\n${indent(lastLines(this.#output))}`);
    return texts;
  }
}

function textOf(reason: unknown): string {
  return typeof reason === 'string' ? reason : inspect(reason, { depth: 6 });
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-mostOutputLines).join('\n');
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}
