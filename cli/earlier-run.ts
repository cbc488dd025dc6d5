import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunRecord } from '#record/run-record.ts';
import { exitCodes } from '#record/vocabulary.ts';
import { recordIn, runChild } from './child-run.ts';

/** A run that was before those that are looked at. Disposing it takes away what it left. */
export interface EarlierRun extends Disposable {
  /** The folder of its store: whoever uses Watchpost has one that remembers, and a run may be wrong about what it remembers. */
  store: string;
  /** What it found: nothing. Undefined when it was stopped. */
  record: RunRecord | undefined;
}

/**
 * Runs the suite once against the demo of a system without any fault, for the sake of the store.
 *
 * @throws {Error} when it finds something, unless it was stopped.
 */
export async function earlierRun(system: string, signal: AbortSignal): Promise<EarlierRun> {
  const folder = mkdtempSync(join(tmpdir(), 'watchpost-earlier-'));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const run = await runChild('start.ts', ['--system', system, '--json'], { folder, signal });
  const { code, err } = run;
  const good = code === exitCodes.ok || code === exitCodes.degraded;
  if (good || signal.aborted) return { store: join(folder, 'store'), record: recordIn(run), [Symbol.dispose]: remove };
  remove();
  throw new Error(`the run before the others, without any fault, ended with ${code}: ${err.trim().slice(-500)}`);
}
