import { setTimeout as pause } from 'node:timers/promises';

/** Asks again until the answer is true; rejects after `timeoutMs`. */
export async function until(what: string, ask: () => Promise<boolean>, timeoutMs = 30_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await ask())) {
    if (performance.now() > deadline) throw new Error(`Still not so after ${timeoutMs} ms: ${what}`);
    await pause(10);
  }
}
