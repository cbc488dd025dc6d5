import { type ChildProcess, spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { failure, type Outcome, secondsSince } from './outcome.ts';

/** A command that looks at the code without running it; it counts as one test. */
export interface StaticStep {
  title: string;
  /** The name of a program in node_modules/.bin, then its arguments. */
  command: readonly [string, ...string[]];
}

const limitMs = 180_000;
const windows = process.platform === 'win32';

/** Never rejects: a program that cannot be started, or does not end in time, has failed. */
export async function runStaticStep(root: string, step: StaticStep, signal: AbortSignal): Promise<Outcome> {
  const started = performance.now();
  const [program, ...args] = step.command;
  const bin = join(root, 'node_modules', '.bin');
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH']}` };
  const child = spawn(join(bin, program), args, { cwd: root, env, shell: windows, detached: !windows });
  const { ending, output } = await finished(child, AbortSignal.any([signal, AbortSignal.timeout(limitMs)]));
  const seconds = secondsSince(started);
  if (ending === 'exit code 0') {
    return { title: step.title, seconds, details: [], tally: { passed: 1, failed: 0, skipped: 0 } };
  }
  return failure(step.title, seconds, `${step.command.join(' ')}: ${ending}\n${output.trimEnd()}`);
}

function finished(child: ChildProcess, signal: AbortSignal): Promise<{ ending: string; output: string }> {
  return new Promise((resolve) => {
    let output = '';
    const collect = (text: string) => {
      output += text;
    };
    child.stdout?.setEncoding('utf8').on('data', collect);
    child.stderr?.setEncoding('utf8').on('data', collect);
    const stop = () => endGroup(child);
    signal.addEventListener('abort', stop, { once: true });
    const finish = (ending: string) => {
      signal.removeEventListener('abort', stop);
      resolve({ ending, output });
    };
    child.once('error', (error) => finish(`did not start: ${error.message}`));
    child.once('close', (code, endedBy) => finish(endedBy ? `ended by ${endedBy}` : `exit code ${code}`));
  });
}

/** The compiler and the linter are started through a small Node script: their native child has to end too. */
function endGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  process.kill(windows ? child.pid : -child.pid, 'SIGTERM');
}
