import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type Context, evaluate } from './evaluate.ts';
import { type Step, workflowOf } from './workflow.ts';

export interface RanStep {
  code: number | null;
  stdout: string;
  stderr: string;
  /** What it wrote for later steps, by name. */
  outputs: Record<string, string>;
  /** What it wrote into the job's summary. */
  summary: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const passedOn = ['PATH', 'HOME', 'PLAYWRIGHT_BROWSERS_PATH', 'WATCHPOST_BROWSER'];

/** A place for what stands in for a step's programs, and for what it writes. */
export class Machine implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'watchpost-step-'));

  /** Puts a program in front of the one of that name. */
  put(name: string, script: string): void {
    const file = join(this.folder, name);
    writeFileSync(file, script);
    chmodSync(file, 0o755);
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Runs a step of the workflow of that name in a shell, as GitHub's runner does: with the variables of its job and its own. */
export async function runStep(
  machine: Machine,
  name: string,
  step: (one: Step) => boolean,
  { context = {}, environment = {} }: { context?: Context; environment?: Record<string, string> } = {},
): Promise<RanStep> {
  const { job } = workflowOf(name);
  const found = job.steps.find(step);
  const ofJob = filledIn(job.env, context);
  const known = {
    ...context,
    ...Object.fromEntries(Object.entries(ofJob).map(([key, value]) => [`env.${key}`, value])),
  };
  const [script, outputs, summary] = ['script.sh', 'outputs', 'summary'].map((one) => join(machine.folder, one));
  writeFileSync(script ?? '', found?.run ?? 'exit 99');
  const own = Object.fromEntries(passedOn.flatMap((one) => (process.env[one] ? [[one, process.env[one]]] : [])));
  const child = spawn('bash', ['-e', script ?? ''], {
    cwd: root,
    env: {
      ...own,
      PATH: `${machine.folder}${delimiter}${process.env['PATH']}`,
      WATCHPOST_REPORTS: join(machine.folder, 'reports'),
      GITHUB_ACTIONS: 'true',
      GITHUB_OUTPUT: outputs,
      GITHUB_STEP_SUMMARY: summary,
      ...ofJob,
      ...filledIn(found?.env, known),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  const written = (file = '') => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  const pairs = written(outputs)
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(/=(.*)/s).slice(0, 2));
  return { code, stdout, stderr, outputs: Object.fromEntries(pairs), summary: written(summary) };
}

const filledIn = (environment: Record<string, string> = {}, context: Context) =>
  Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, evaluate(String(value), context)]));
