import { run } from 'node:test';
import { type Outcome, secondsSince, type Tally } from './outcome.ts';
import { TestFileLog } from './test-file-log.ts';

export interface NodeTests {
  title: string;
  root: string;
  /** Absolute paths. */
  files: readonly string[];
  /** How many files run at once. */
  concurrency: number;
  /** The run is ended when nothing at all happens for so long. */
  stallMs: number;
  signal: AbortSignal;
  onProgress?: (progress: { filesDone: number; tally: Tally }) => void;
}

/** Runs test files, each in a process of its own. Fails closed: a file or a run without a test is a failure. */
export async function runNodeTests(options: NodeTests): Promise<Outcome> {
  const started = performance.now();
  const book = new Book(options.files);
  const stall = new AbortController();
  const ending = new Error(`ended, because nothing happened for ${options.stallMs / 1000} s`);
  const timer = setTimeout(() => stall.abort(ending), options.stallMs);
  const events = run({
    files: [...options.files],
    concurrency: options.concurrency,
    signal: AbortSignal.any([options.signal, stall.signal]),
  });
  for await (const event of events) {
    timer.refresh();
    book.enter(event);
    options.onProgress?.(book);
  }
  clearTimeout(timer);
  book.requireTests();
  const details = book.describe(options.root);
  return { title: options.title, tally: book.tally, details, seconds: secondsSince(started) };
}

type TestEvent = { type: string; data: unknown };

/** The fields of node:test's events that are read here; its own types leave some of them out. */
interface EventData {
  name: string;
  nesting: number;
  file?: string;
  line?: number;
  skip?: boolean | string;
  todo?: boolean | string;
  message?: string;
  details?: { type?: string; error?: Error & { failureType?: string } };
}

class Book {
  readonly tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  filesDone = 0;
  readonly #files: ReadonlySet<string>;
  readonly #logs = new Map<string, TestFileLog>();
  readonly #extra: string[] = [];

  constructor(files: readonly string[]) {
    this.#files = new Set(files);
  }

  enter({ type, data }: TestEvent): void {
    const event = data as EventData;
    const log = this.#logOf(event.file ?? '');
    if (type === 'test:stdout' || type === 'test:stderr') log.addOutput(event.message ?? '');
    if (type === 'test:start') log.enter(event.nesting, event.name);
    if (type === 'test:dequeue' && !this.#isFile(event)) log.begin(event.name);
    if (type === 'test:complete') this.#complete(event, log);
    if (type === 'test:pass') this.#pass(event);
    if (type === 'test:fail') this.#fail(event, log);
  }

  requireTests(): void {
    if (this.tally.passed + this.tally.failed > 0) return;
    this.tally.failed += 1;
    this.#extra.push(`✗ no test was executed (${this.#files.size} files)`);
  }

  describe(root: string): string[] {
    return [...[...this.#logs.values()].flatMap((log) => log.describe(root)), ...this.#extra];
  }

  #complete(event: EventData, log: TestFileLog): void {
    if (this.#isFile(event)) this.filesDone += 1;
    else log.end(event.name);
  }

  #pass(event: EventData): void {
    if (this.#isFile(event)) {
      this.#fail(event, this.#logOf(event.name), 'this file holds no test');
    } else if (event.skip !== undefined || event.todo !== undefined) {
      this.tally.skipped += 1;
    } else if (event.details?.type !== 'suite') {
      this.tally.passed += 1;
    }
  }

  /** A block that failed only because a test in it did is no failure of its own. */
  #fail(
    event: EventData,
    log: TestFileLog,
    reason: unknown = event.details?.error?.cause ?? event.details?.error,
  ): void {
    if (event.todo !== undefined) {
      this.tally.skipped += 1;
      return;
    }
    if (event.details?.error?.failureType === 'subtestsFailed') return;
    this.tally.failed += 1;
    log.fail(event.nesting, { name: event.name, line: event.line, reason });
  }

  /** node:test reports a file itself as a test when it holds none, crashes, or is cut off. */
  #isFile({ name, nesting }: EventData): boolean {
    return nesting === 0 && this.#files.has(name);
  }

  #logOf(file: string): TestFileLog {
    const known = this.#logs.get(file);
    if (known) return known;
    const log = new TestFileLog(file);
    this.#logs.set(file, log);
    return log;
  }
}
