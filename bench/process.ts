import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { peakOf } from './memory.ts';

/** A Node program to be measured. */
export interface Program {
  /** What follows `node`. */
  args: readonly string[];
  cwd?: string;
  env?: Record<string, string>;
}

/** Runs a program once; how long it took from its start to its end, in ms. */
export async function timeOf(program: Program): Promise<number> {
  const started = performance.now();
  await ended(start(program), program);
  return performance.now() - started;
}

/** Runs a program once; the most memory that it and all it started held at one time, in MiB. */
export async function memoryOf(program: Program): Promise<number> {
  const child = start(program);
  const [peak] = await Promise.all([peakOf(child), ended(child, program)]);
  return peak;
}

/** A compile cache of whoever measures would make the other side faster than anybody has it. */
const { NODE_COMPILE_CACHE: _, ...ordinary } = process.env;

const start = ({ args, cwd, env }: Program): ChildProcess =>
  spawn(process.execPath, args, { cwd, env: { ...ordinary, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });

/** Runs a program once and reads a figure out of what it prints. */
export const figureOf = async (program: Program, read: (printed: string) => number): Promise<number> =>
  read(await ended(start(program), program));

/** What it printed. A side that fails measures nothing. */
async function ended(child: ChildProcess, { args }: Program): Promise<string> {
  const said = Promise.all([child.stdout, child.stderr].map((stream) => (stream ? text(stream) : '')));
  const [code] = await once(child, 'exit');
  const [printed = '', complaints = ''] = await said;
  if (code === 0) return printed;
  const words = `${printed}${complaints}`.trimEnd().split('\n').slice(-20).join('\n');
  throw new Error(`node ${args.join(' ')} ended with code ${code}:\n${words}`);
}
