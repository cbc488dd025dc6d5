import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

/** Asks every 200 ms until there is an answer. */
export async function until<T>(ask: () => Promise<T | undefined | false>): Promise<T> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const got = await ask();
    if (got) return got;
    assert.ok(Date.now() < deadline, 'it takes too long');
    await pause(200);
  }
}
