import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodes } from '#record/vocabulary.ts';
import { runChild } from './child-run.ts';

/** A run that was before those that are looked at. Disposing it takes away what it left. */
export interface EarlierRun extends Disposable {
  /** The folder of its store: whoever uses Watchpost has one that remembers, and a run may be wrong about what it remembers. */
  store: string;
}

/**
 * Runs the suite once against a demo without any fault, for the sake of the store.
 *
 * @throws {Error} when it finds something, unless it was stopped.
 */
export async function earlierRun(signal: AbortSignal): Promise<EarlierRun> {
  const folder = mkdtempSync(join(tmpdir(), 'watchpost-earlier-'));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const { code, err } = await runChild('start.ts', ['--json'], { folder, signal });
  const good = code === exitCodes.ok || code === exitCodes.degraded;
  if (good || signal.aborted) return { store: join(folder, 'store'), [Symbol.dispose]: remove };
  remove();
  throw new Error(`the run before the others, without any fault, ended with ${code}: ${err.trim().slice(-500)}`);
}
