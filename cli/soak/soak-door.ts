import { exitCodes } from '#record/vocabulary.ts';
import { stopOnSignal } from '../stop-on-signal.ts';
import { curveOfDoor, fuzzDoor } from './fuzz-door.ts';

/** A shared machine is not held longer, in ms. */
const longestMs = 180_000;

/** Puts random texts through the door for three minutes at most, tells what came of it, and how long it takes for long texts. */
export function soakDoor({ texts, seed, json }: { texts: number; seed: number; json: boolean }): number {
  const stop = stopOnSignal();
  const until = performance.now() + longestMs;
  const result = fuzzDoor(texts, seed, () => stop.aborted || performance.now() > until);
  const curve = curveOfDoor([10_000, 100_000, 1_000_000, 10_000_000]);
  const { leaks, spoilt, seconds } = result;
  const lines = [
    `${result.texts} of ${texts} random texts in ${seconds.toFixed(1)} s, seed ${seed}: ${leaks.length} leaks, ${spoilt} spoilt`,
    ...leaks.slice(0, 20).map(({ number, spelling }) => `  text ${number}: ${spelling}`),
    ...curve.map(({ characters, ms }) => `${String(characters).padStart(9)} characters ${String(ms).padStart(6)} ms`),
  ];
  console.log(json ? JSON.stringify({ ...result, curve }) : lines.join('\n'));
  if (stop.aborted) return exitCodes.interrupted;
  return leaks.length + spoilt === 0 ? exitCodes.ok : exitCodes.failed;
}
