import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';

/** What test files that share a process could spoil for each other. */
export interface ProcessState {
  folder: string;
  env: Readonly<Record<string, string | undefined>>;
  /** What keeps the process alive, by its kinds: `TCPServerWrap`, `Timeout`. */
  open: readonly string[];
}

/** A socket or a child that was closed is gone a moment later; on a machine with much to do the moment is longer. */
const patienceMs = 10_000;

export const processState = (): ProcessState => ({
  folder: process.cwd(),
  env: { ...process.env },
  open: process.getActiveResourcesInfo(),
});

/** What is otherwise than it was, for a person. Waits for what is being closed. */
export async function leftBehind(before: ProcessState): Promise<string[]> {
  const deadline = performance.now() + patienceMs;
  while (newlyOpen(before, processState()).length > 0 && performance.now() < deadline) await pause(10);
  return differences(before, processState());
}

/** Gives the variables of the process the values that they had. */
export function restoreVariables({ env }: ProcessState): void {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}

/** Pure: what one state has otherwise than the one before. */
export function differences(before: ProcessState, after: ProcessState): string[] {
  const names = [...new Set([...Object.keys(before.env), ...Object.keys(after.env)])];
  const changed = names.filter((name) => before.env[name] !== after.env[name]);
  const open = newlyOpen(before, after);
  return [
    ...(before.folder === after.folder ? [] : [`the working directory is ${after.folder}`]),
    ...(changed.length > 0 ? [`variables are changed: ${changed.join(', ')}`] : []),
    ...(open.length > 0 ? [`still open: ${open.join(', ')}`] : []),
  ];
}

function newlyOpen(before: ProcessState, after: ProcessState): string[] {
  const known = [...before.open];
  return after.open.filter((kind) => {
    const at = known.indexOf(kind);
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
}
