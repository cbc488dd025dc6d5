import { relative } from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';
import { failure, type Outcome, secondsSince, sum } from './outcome.ts';
import { ProcessReport } from './process-report.ts';

export interface NodeTests {
  title: string;
  root: string;
  /** The test files of each process, as absolute paths. */
  groups: readonly (readonly string[])[];
  /** How many processes run at once. */
  concurrency: number;
  /** The run is ended when nothing at all happens for so long. */
  stallMs: number;
  signal: AbortSignal;
  onProgress?: (filesDone: number) => void;
}

const program = fileURLToPath(new URL('test-process.ts', import.meta.url));

/** Runs test files, a group of them in each process. Fails closed: a file or a run without a test is a failure. */
export async function runNodeTests(options: NodeTests): Promise<Outcome> {
  const { title, root, groups, concurrency, stallMs } = options;
  const started = performance.now();
  const stall = new AbortController();
  const ending = new Error(`ended, because nothing happened for ${stallMs / 1000} s`);
  const timer = setTimeout(() => stall.abort(ending), stallMs);
  const signal = AbortSignal.any([options.signal, stall.signal]);
  const reports = groups.map((files) => new ProcessReport(program, files));
  const waiting = reports.values();
  const times: { files: readonly string[]; seconds: number }[] = [];
  const runProcesses = async () => {
    for (const report of waiting) {
      if (signal.aborted) break;
      const begun = performance.now();
      for await (const event of run({ files: [program], argv: [...report.files], signal })) {
        timer.refresh();
        report.enter(event);
        options.onProgress?.(reports.reduce((done, { finished }) => done + finished.size, 0));
      }
      times.push({ files: report.files, seconds: secondsSince(begun) });
    }
  };
  await Promise.all(Array.from({ length: concurrency }, runProcesses));
  clearTimeout(timer);
  for (const report of reports) report.close();
  const tally = sum(reports);
  const details = reports.flatMap((report) => report.describe(root));
  if (tally.passed + tally.failed > 0)
    return { title, tally, details, seconds: secondsSince(started), slowest: slowestOf(times, root) };
  return failure(title, secondsSince(started), `✗ no test was executed (${groups.flat().length} files)`);
}

const shown = 5;

/** The processes that took longest, each by its first file. */
function slowestOf(times: readonly { files: readonly string[]; seconds: number }[], root: string): string[] {
  const sorted = times.toSorted((a, b) => b.seconds - a.seconds).slice(0, shown);
  return sorted.map(({ files: [first = '', ...others], seconds }) => {
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    return `${relative(root, first)}${more} ${seconds.toFixed(0)} s`;
  });
}
