import { setTimeout as delay } from 'node:timers/promises';

/** A thing that one run holds for itself, such as a probe user. */
export interface Lease {
  name: string;
  release(): Promise<void>;
}

/** Where the runs that could meet say what each of them holds. */
export interface Leases {
  /**
   * Takes the first of several things that nobody holds. What a dead run held is free.
   *
   * @param waitMs how long to wait for one to come free.
   * @param until ends the wait sooner.
   * @returns undefined when none came free in time.
   * @throws {Error} where nothing can be held.
   */
  first(names: readonly string[], run: string, waitMs: number, until?: AbortSignal): Promise<Lease | undefined>;
  /** What living runs hold. */
  held(): Promise<string[]>;
}

const pauseMs = 250;

/** Tries one after the other until one is taken or the time is over. */
export async function firstOf(
  names: readonly string[],
  take: (name: string) => Promise<Lease | undefined>,
  waitMs: number,
  { everyMs = pauseMs, until }: { everyMs?: number; until?: AbortSignal | undefined } = {},
): Promise<Lease | undefined> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    for (const name of names) {
      const lease = await take(name);
      if (lease) return lease;
    }
    if (Date.now() > deadline || until?.aborted) return undefined;
    await delay(everyMs, undefined, until && { signal: until }).catch(() => undefined);
  }
}
