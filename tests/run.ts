import { globSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Apart, groupFiles } from './runner/group-files.ts';
import { runNodeTests } from './runner/node-tests.ts';
import { closingLines, failure, type Outcome, sum } from './runner/outcome.ts';
import { Progress } from './runner/progress.ts';
import { runStaticStep, type StaticStep } from './runner/static-step.ts';

// The project's own tests. Every runner is counted, and the last line of the output is the sum of them all.

const root = fileURLToPath(new URL('..', import.meta.url));
/** What was found of files that have not changed since. */
const cache = 'node_modules/.cache/tests';
const staticSteps: StaticStep[] = [
  // Several checkers would each look at the types of the libraries: together they take twice the time.
  {
    title: 'types',
    command: ['tsc', '--noEmit', '--checkers', '1', '--incremental', '--tsBuildInfoFile', `${cache}/tsbuildinfo`],
  },
  { title: 'types of the set-up script', command: ['tsc', '--noEmit', '--project', 'tsconfig.setup.json'] },
  { title: 'types of the demo frontend', command: ['tsc', '--noEmit', '--project', 'demo/loventia/web/tsconfig.json'] },
  { title: 'lint and format', command: ['biome', 'ci', '--colors=off'] },
  { title: 'dead code', command: ['knip', '--cache', '--cache-location', `${cache}/knip`] },
];
const cores = availableParallelism();
const unitTests = {
  title: 'unit tests',
  pattern: '**/*.test.ts',
  /** Most of their time would go into starting processes and loading the same modules in each. */
  filesAProcess: 27,
  /** They wait for sockets, timers and programs that they start. */
  concurrency: cores + 2,
  stallMs: 45_000,
};
/** Each of these starts a demo, a browser or a runner with workers of its own, and waits for much of its time. */
const endToEndTests = {
  title: 'end-to-end tests',
  pattern: '**/*.e2e.ts',
  /** Those that share load the same modules and Playwright. */
  filesAProcess: 5,
  /** As the line of the slowest tells them. */
  longest: ['purchase', 'faults', 'no-leaks', 'playwright-direct', 'readme'].map((name) =>
    join(root, `tests/${name}.e2e.ts`),
  ),
  /** `page-monitor` leaves sockets that hang on purpose, `let-in-specs` lets in every page of its process. */
  isAlone: (file: string) => /(page-monitor|let-in-specs)\.e2e\.ts$/.test(file),
  /** They wait for timers and for each other's processes: with as many as there are cores, a quarter of these is idle. */
  concurrency: cores + 1,
  stallMs: 300_000,
};

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const interrupted = new AbortController();
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, () => {
    process.exitCode = code;
    interrupted.abort(new Error(`interrupted by ${signal}`));
  });
}

// Processes of tests load the same modules, and so do the programs that they start.
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'watchpost-compile-cache');

const progress = new Progress();
const outcomes: Outcome[] = await Promise.all(staticSteps.map(lookAtCode));
for (const runner of values.quick ? [unitTests] : [unitTests, endToEndTests]) outcomes.push(await runTests(runner));
const total = sum(outcomes);
if (total.failed > 0) process.exitCode ??= 1;
console.log(closingLines(total));

async function lookAtCode(step: StaticStep): Promise<Outcome> {
  const outcome = await runStaticStep(root, step, interrupted.signal);
  progress.finish(outcome);
  return outcome;
}

async function runTests(tests: typeof unitTests & Apart): Promise<Outcome> {
  const { title, pattern, filesAProcess, concurrency, stallMs } = tests;
  const files = findFiles(pattern);
  const groups = groupFiles(files, filesAProcess, tests);
  const onProgress = (filesDone: number) => progress.update(`${title}: ${filesDone} of ${files.length} files`);
  const { signal } = interrupted;
  const outcome = await runNodeTests({ title, root, groups, concurrency, stallMs, signal, onProgress }).catch(
    (error: unknown) => failure(title, 0, `the runner failed: ${error instanceof Error ? error.stack : error}`),
  );
  progress.finish(outcome);
  return outcome;
}

function findFiles(pattern: string): string[] {
  const exclude = (name: string) => /(^|[\\/])(node_modules|reports)([\\/]|$)/.test(name);
  return globSync(pattern, { cwd: root, exclude })
    .sort()
    .map((file) => join(root, file));
}
