import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks until the answer is there.
 *
 * @throws when it does not come within the time, in ms.
 */
export async function until<T>(what: string, ask: () => T | undefined | false, withinMs = 30_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const got = ask();
    if (got) return got;
    if (Date.now() > deadline) throw new Error(`waited ${withinMs / 1_000} s in vain for ${what}`);
    await pause(50);
  }
}
