import { relative } from 'node:path';
import type { Tally } from './outcome.ts';
import { indent, TestFileLog } from './test-file-log.ts';

type TestEvent = { type: string; data: unknown };
type TestError = Error & { failureType?: string };

/** The fields of node:test's events that are read here; its own types leave some of them out. */
interface EventData {
  name: string;
  nesting: number;
  file?: string;
  line?: number;
  skip?: boolean | string;
  todo?: boolean | string;
  message?: string;
  details?: { type?: string; error?: TestError };
}

const mostOutputLines = 400;

/** What came of the test files of one process. Each is a test at the top, named by its path, that holds its own tests. */
export class ProcessReport {
  readonly tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  readonly files: readonly string[];
  readonly finished = new Set<string>();
  readonly #program: string;
  readonly #logs: ReadonlyMap<string, TestFileLog>;
  /** The file at work: node:test tells at once what begins and ends. */
  #working: TestFileLog | undefined;
  /** The file whose tests are reported: node:test does that in their order, and so later. */
  #reported: TestFileLog | undefined;
  #testsReported = 0;
  #output = '';

  /** @param program what the process runs, which node:test takes for the test file. */
  constructor(program: string, files: readonly string[]) {
    this.#program = program;
    this.files = files;
    this.#logs = new Map(files.map((file) => [file, new TestFileLog(file)]));
  }

  enter({ type, data }: TestEvent): void {
    const event = data as EventData;
    const log = event.nesting === 0 ? this.#logs.get(event.name) : undefined;
    if (type === 'test:stdout' || type === 'test:stderr') this.#output += event.message ?? '';
    else if (event.name === this.#program) this.#enterProcess(type, event);
    else if (log) this.#enterFile(type, event, log);
    else this.#enterTest(type, event);
  }

  /** To be called when the process has ended: a file of which it never told the end is a failure. */
  close(): void {
    for (const [file, log] of this.#logs) {
      if (!this.finished.has(file) && !log.hasFailed) this.#failFile(log, 'its process ended before it was done');
    }
  }

  describe(root: string): string[] {
    const failures = [...this.#logs.values()].flatMap((log) => log.describe(root));
    if (failures.length === 0 || !this.#output.trim()) return failures;
    // What is printed comes another way than what is reported: nobody can tell which file of several it is from.
    const names = this.files.map((file) => relative(root, file)).join(', ');
    const lines = this.#output.trimEnd().split('\n').slice(-mostOutputLines).join('\n');
    return [...failures, `  output of ${names}:\n${indent(lines)}`];
  }

  /** node:test tells of the process only when it was ended, or ended badly: in the file at work, as far as one can see. */
  #enterProcess(type: string, { details }: EventData): void {
    const log = this.#working ?? this.#logs.get(this.files[0] ?? '');
    if (type === 'test:fail' && log) this.#failFile(log, causeOf(details?.error));
  }

  #enterFile(type: string, { name, details }: EventData, log: TestFileLog): void {
    if (type === 'test:dequeue') this.#working = log;
    if (type === 'test:pass' || type === 'test:fail') this.finished.add(name);
    if (type === 'test:start') {
      this.#reported = log;
      this.#testsReported = 0;
    }
    if (type === 'test:pass' && this.#testsReported === 0) this.#failFile(log, 'this file holds no test');
    if (type === 'test:fail' && !isOfSubtests(details?.error)) this.#failFile(log, causeOf(details?.error));
  }

  #enterTest(type: string, event: EventData): void {
    if (type === 'test:dequeue') this.#working?.begin(event.name);
    if (type === 'test:complete') this.#working?.end(event.name);
    if (type === 'test:start') this.#reported?.enter(depthInFile(event), event.name);
    if (type === 'test:pass') this.#pass(event);
    if (type === 'test:fail') this.#fail(event);
  }

  #pass({ skip, todo, details }: EventData): void {
    if (details?.type === 'suite') return;
    this.#testsReported += 1;
    if (skip === undefined && todo === undefined) this.tally.passed += 1;
    else this.tally.skipped += 1;
  }

  /** A block that failed only because a test in it did is no failure of its own. */
  #fail(event: EventData): void {
    const { todo, details, name, file, line } = event;
    this.#testsReported += 1;
    if (todo !== undefined) {
      this.tally.skipped += 1;
    } else if (!isOfSubtests(details?.error)) {
      this.tally.failed += 1;
      this.#reported?.fail(depthInFile(event), { name, file, line, reason: causeOf(details?.error) });
    }
  }

  #failFile(log: TestFileLog, reason: unknown): void {
    this.tally.failed += 1;
    log.fail(0, { name: 'the file as a whole', reason });
  }
}

/** A test that begins when its file is done is at the top itself. */
const depthInFile = ({ nesting }: EventData) => Math.max(0, nesting - 1);
const isOfSubtests = (error: TestError | undefined) => error?.failureType === 'subtestsFailed';
const causeOf = (error: TestError | undefined): unknown => error?.cause ?? error;
