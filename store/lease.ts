import { link, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
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

async function takeStale(folder: string, name: string, run: string): Promise<boolean> {
  if (await holderOf(folder, name)) return false;
  await dropIfStale(folder, name);
  return take(folder, name, run);
}

/** Takes away what a dead process held. Another run may do the same at this moment, so a lease taken by mistake is put back. */
async function dropIfStale(folder: string, name: string): Promise<void> {
  if (await holderOf(folder, name)) return;
  const aside = join(folder, `.${name}.${crypto.randomUUID()}`);
  await rename(join(folder, name), aside).catch(() => undefined);
  const holder = await holderOf(folder, basename(aside));
  if (holder) await link(aside, join(folder, name)).catch(() => undefined);
  await rm(aside, { force: true });
}

/** The living holder of a lease. A file that is still being written has one too. */
async function holderOf(folder: string, name: string): Promise<Holder | undefined> {
  const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
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
