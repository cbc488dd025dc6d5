import { setTimeout as pause } from 'node:timers/promises';

/** Longer than any machine needs for what is to come: only what never comes waits for it. */
const patienceMs = 30_000;

/** Waits until a condition holds, and fails by name when it does not in half a minute. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited ${patienceMs} ms in vain until ${what}`);
    await pause(5);
  }
}
