import { access, constants, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { parsedJson } from '#record/parsed-json.ts';
import { readAtOnce } from '#record/read-at-once.ts';
import { isOwn } from './is-own.ts';
import { firstOf, type Lease, type Leases } from './leases.ts';
import { isRunning, ownMark } from './process-mark.ts';

const holderSchema = z.strictObject({ pid: z.number().int().positive(), start: z.number(), run: z.string() });
type Holder = z.infer<typeof holderSchema>;

/** The same for all runs of a machine: a temporary folder of its own is what a job often has. */
const sharedRoot = process.platform === 'win32' ? tmpdir() : '/tmp';

/**
 * The leases of this machine: an exclusive file each. They lie outside every store, so that runs with stores of their own do
 * not take the same thing of one system.
 */
export function machineLeases(system: string): Leases {
  // Not by the list of users: in a container it often lacks the one that runs.
  const folder = join(sharedRoot, `watchpost-leases-${process.getuid?.() ?? 'all'}`, system);
  return {
    first: (names, run, waitMs, until) => leaseFirst(folder, names, run, waitMs, until),
    held: () => heldLeases(folder),
  };
}

/**
 * Takes the first of several things that nobody holds. What a dead process held is free.
 *
 * @param folder where the leases of these things lie; shared by all runs of a machine.
 * @param waitMs how long to wait for one to come free.
 * @param until ends the wait sooner.
 * @returns undefined when none came free in time.
 * @throws {Error} where nothing can be held: the folder cannot be written to, or is somebody else's, who may have put there that
 * everything is taken.
 */
export async function leaseFirst(
  folder: string,
  names: readonly string[],
  run: string,
  waitMs: number,
  until?: AbortSignal,
): Promise<Lease | undefined> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await access(folder, constants.W_OK);
  if (!isOwn(folder)) throw new Error(`${folder} belongs to somebody else`);
  const taking = async (name: string) =>
    (await take(folder, name, run)) || (await takeStale(folder, name, run)) ? leaseOf(folder, name) : undefined;
  return firstOf(names, taking, waitMs, { until });
}

/** What living processes hold. */
export async function heldLeases(folder: string): Promise<string[]> {
  if (!isOwn(folder)) return [];
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
    await handle.writeFile(JSON.stringify({ ...ownMark(), run } satisfies Holder));
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
    if (await holderOf(folder, name)) return false;
    await rm(join(folder, name), { recursive: true, force: true });
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

/** Longer than a lease takes to be written, in ms. */
const writingMs = 10_000;

/** The living holder of a lease. One that nobody can read is being written; after a while, somebody died over it. */
async function holderOf(folder: string, name: string): Promise<Holder | undefined> {
  const file = join(folder, name);
  const text = await readAtOnce(file).catch(() => undefined);
  const { data: holder } = holderSchema.safeParse(parsedJson(text ?? ''));
  if (holder) return isRunning(holder) ? holder : undefined;
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs < writingMs ? { pid: 0, start: 0, run: '' } : undefined;
}
