import { setTimeout as pause } from 'node:timers/promises';

/** Waits until a condition holds, and fails by name when it does not within two seconds. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 2000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited two seconds in vain until ${what}`);
    await pause(5);
  }
}
