import type { Sample } from './metric-store.ts';

/** All samples of one period, with its start in epoch milliseconds. */
interface Bin {
  time: number;
  samples: Sample[];
}

/** Groups samples from `start` (included) to `end` (excluded), both epoch milliseconds, into periods; ascending. */
export function toBins(
  samples: Sample[],
  { start, end, periodMs }: { start: number; end: number; periodMs: number },
): Bin[] {
  const origin = roundStart(start, periodMs);
  const bins = new Map<number, Sample[]>();
  for (const sample of samples) {
    if (sample.time < origin || sample.time >= end) continue;
    const time = origin + Math.floor((sample.time - origin) / periodMs) * periodMs;
    const bin = bins.get(time);
    if (bin) bin.push(sample);
    else bins.set(time, [sample]);
  }
  return [...bins].map(([time, grouped]) => ({ time, samples: grouped })).sort((a, b) => a.time - b.time);
}

/** Down to the whole minute, or to the period where that is shorter (GetMetricData, StartTime). */
function roundStart(start: number, periodMs: number): number {
  const step = Math.min(periodMs, 60_000);
  return Math.floor(start / step) * step;
}

/** Whether `stat` names a statistic the stand-in computes: the five plain ones and percentiles, `p0` to `p100`. */
export function isStatistic(stat: string): boolean {
  return stat in STATISTICS || percentileRank(stat) !== undefined;
}

/** A statistic of one period; undefined for a percentile of samples that do not tell their values. */
export function computeStatistic(samples: Sample[], stat: string): number | undefined {
  const rank = percentileRank(stat);
  return rank === undefined ? STATISTICS[stat]?.(samples) : percentile(samples, rank);
}

const STATISTICS: Record<string, (samples: Sample[]) => number> = {
  SampleCount: (samples) => total(samples, 'sampleCount'),
  Sum: (samples) => total(samples, 'sum'),
  Average: (samples) => total(samples, 'sum') / total(samples, 'sampleCount'),
  Minimum: (samples) => Math.min(...samples.map(({ minimum }) => minimum)),
  Maximum: (samples) => Math.max(...samples.map(({ maximum }) => maximum)),
};

function percentileRank(stat: string): number | undefined {
  const [, digits] = /^p(\d{1,3}(?:\.\d+)?)$/.exec(stat) ?? [];
  return digits !== undefined && Number(digits) <= 100 ? Number(digits) : undefined;
}

/** Nearest rank. Neither a bare statistic set nor negative values allow percentiles (GetMetricStatistics). */
function percentile(samples: Sample[], rank: number): number | undefined {
  const pairs = samples.flatMap(({ distribution }) => distribution ?? []).sort(([a], [b]) => a - b);
  const known = pairs.reduce((sum, [, count]) => sum + count, 0);
  const [lowest] = pairs[0] ?? [];
  if (lowest === undefined || lowest < 0 || known < total(samples, 'sampleCount')) return undefined;
  let below = 0;
  const hit = pairs.find(([, count]) => {
    below += count;
    return below >= (rank / 100) * known;
  });
  return hit?.[0];
}

function total(samples: Sample[], field: 'sampleCount' | 'sum'): number {
  return samples.reduce((sum, sample) => sum + sample[field], 0);
}
