import { median } from '#record/median.ts';
import type { PastRun } from '#store/past-runs.ts';

/** Something that takes much longer than before a deploy. */
export interface Slower {
  /** The check and what it timed. */
  what: string;
  nowMs: number;
  beforeMs: number;
}

/** One slow answer moves no median of so many. */
const fewest = 3;

/**
 * What has become slower with a deploy: the median of its rounds against the median of before, by a factor and by a floor.
 * Pure.
 */
export function slowerThanBefore(
  rounds: readonly PastRun[],
  before: readonly PastRun[],
  { factor, floorMs }: { factor: number; floorMs: number },
): Slower[] {
  const [now, then] = [timesOf(rounds), timesOf(before)];
  return [...now].flatMap(([what, values]) => {
    const old = then.get(what) ?? [];
    if (values.length < fewest || old.length === 0) return [];
    const [nowMs, beforeMs] = [median(values), median(old)];
    const isSlower = nowMs > beforeMs * factor && nowMs - beforeMs >= floorMs;
    return isSlower ? [{ what, nowMs: Math.round(nowMs), beforeMs: Math.round(beforeMs) }] : [];
  });
}

function timesOf(runs: readonly PastRun[]): Map<string, number[]> {
  const times = new Map<string, number[]>();
  // How fast it failed, or when it was given up, is no answer's time.
  for (const { claims } of runs)
    for (const [id, { ms = {}, outcome }] of Object.entries(claims))
      for (const [name, value] of Object.entries(outcome === 'fail' ? {} : ms)) {
        const what = `${id}: ${name}`;
        times.set(what, [...(times.get(what) ?? []), value]);
      }
  return times;
}
