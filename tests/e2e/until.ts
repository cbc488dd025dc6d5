import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks until the answer is there.
 *
 * @param withinMs far longer than it takes on a slow machine with much else to do: only what never comes waits for it.
 * @throws when it does not come within the time.
 */
export async function until<T>(what: string, ask: () => T | undefined | false, withinMs = 120_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const got = ask();
    if (got) return got;
    if (Date.now() > deadline) throw new Error(`waited ${withinMs / 1_000} s in vain for ${what}`);
    await pause(50);
  }
}
