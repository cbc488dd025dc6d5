import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';

/** A thing that one run holds for itself, such as a probe user. On one machine: an exclusive file. */
export interface Lease {
  name: string;
  release(): Promise<void>;
}

interface Holder {
  pid: number;
  run: string;
}

const pauseMs = 250;

/**
 * Takes the first of several things that nobody holds. What a dead process held is free.
 *
 * @param folder where the leases of these things lie; shared by all runs of a machine.
 * @param waitMs how long to wait for one to come free.
 * @returns undefined when none came free in time.
 */
export async function leaseFirst(
  folder: string,
  names: readonly string[],
  run: string,
  waitMs: number,
): Promise<Lease | undefined> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const deadline = Date.now() + waitMs;
  for (;;) {
    for (const name of names) {
      if ((await take(folder, name, run)) || (await takeStale(folder, name, run))) return leaseOf(folder, name);
    }
    if (Date.now() > deadline) return undefined;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** What living processes hold. */
export async function heldLeases(folder: string): Promise<string[]> {
  const files = (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith('.'));
  const held = await Promise.all(files.map(async (name) => ((await holderOf(folder, name)) ? [name] : [])));
  return held.flat();
}

const leaseOf = (folder: string, name: string): Lease => ({
  name,
  release: () => rm(join(folder, name), { force: true }),
});

async function take(folder: string, name: string, run: string): Promise<boolean> {
  const file = join(folder, name);
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(JSON.stringify({ pid: process.pid, run } satisfies Holder));
    await handle.close();
    return true;
  } catch {
    return false;
  }
}

/** What a dead process held, taken from it by one at a time: two would take what the other has just taken for itself. */
async function takeStale(folder: string, name: string, run: string): Promise<boolean> {
  if (await holderOf(folder, name)) return false;
  const turn = join(folder, `.${name}.taking`);
  if (!(await enter(turn))) return false;
  try {
    // Looked at again: only who has the turn takes a lease away, and a living holder is never dropped.
    const found = await read(folder, name);
    if (found !== undefined) {
      if (livingHolder(found)) return false;
      await rm(join(folder, name), { force: true });
    }
    return await take(folder, name, run);
  } finally {
    await rm(turn, { force: true });
  }
}

/** Longer than any turn takes, in ms. */
const turnMs = 10_000;

/** Takes the turn. One that is this old was left by a process that died in it. */
async function enter(turn: string): Promise<boolean> {
  try {
    await (await open(turn, 'wx', 0o600)).close();
    return true;
  } catch {
    const { mtimeMs } = await stat(turn).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > turnMs) await rm(turn, { force: true });
    return false;
  }
}

/** The living holder of a lease. */
async function holderOf(folder: string, name: string): Promise<Holder | undefined> {
  const text = await read(folder, name);
  return text === undefined ? undefined : livingHolder(text);
}

const read = (folder: string, name: string): Promise<string | undefined> =>
  readFile(join(folder, name), 'utf8').catch(() => undefined);

/** A file that is still being written has a holder too. */
function livingHolder(text: string): Holder | undefined {
  if (text === '') return { pid: 0, run: '' };
  const holder: Holder = JSON.parse(text);
  return isAlive(holder.pid) ? holder : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
