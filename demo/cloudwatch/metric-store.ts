import type { WireDatum, WireDimension, WireDouble } from './wire.ts';

/** One datum as it was put, in numbers that add up. */
export interface Sample {
  /** Epoch milliseconds. */
  time: number;
  unit: string;
  sampleCount: number;
  sum: number;
  minimum: number;
  maximum: number;
  /** Each value with how often it occurred; absent for a statistic set that tells only its sums. */
  distribution?: [value: number, count: number][];
}

/** All data of one namespace, name and exact combination of dimensions: what CloudWatch calls (and bills as) a metric. */
export interface Series {
  namespace: string;
  metricName: string;
  /** In order of their names. */
  dimensions: { Name: string; Value: string }[];
  samples: Sample[];
}

/** One-minute data are kept for 15 days (GetMetricData, retention). */
const RETENTION_MS = 15 * 86_400_000;

export class MetricStore {
  readonly #series = new Map<string, Series>();

  /** Adds data that were found valid. */
  put(namespace: string, data: WireDatum[], now: number): void {
    for (const datum of data) {
      const series = this.#open(namespace, datum);
      series.samples.push(toSample(datum, now));
      const [oldest] = series.samples;
      if (oldest && now - oldest.time >= RETENTION_MS) {
        series.samples = series.samples.filter(({ time }) => now - time < RETENTION_MS);
      }
    }
  }

  /** The one metric with exactly these dimensions; a subset names another metric (cloudwatch_concepts, Dimensions). */
  find(namespace: string, metricName: string, dimensions: WireDimension[]): Series | undefined {
    return this.#series.get(toKey(namespace, metricName, sortDimensions(dimensions)));
  }

  list(): Series[] {
    return [...this.#series.values()];
  }

  #open(namespace: string, datum: WireDatum): Series {
    const metricName = datum.MetricName ?? '';
    const dimensions = sortDimensions(datum.Dimensions ?? []);
    const key = toKey(namespace, metricName, dimensions);
    const series = this.#series.get(key) ?? { namespace, metricName, dimensions, samples: [] };
    this.#series.set(key, series);
    return series;
  }
}

function toKey(namespace: string, metricName: string, dimensions: { Name: string; Value: string }[]): string {
  return JSON.stringify([namespace, metricName, dimensions.map(({ Name, Value }) => [Name, Value])]);
}

function sortDimensions(dimensions: WireDimension[]): { Name: string; Value: string }[] {
  return dimensions
    .map(({ Name = '', Value = '' }) => ({ Name, Value }))
    .sort((a, b) => (a.Name < b.Name ? -1 : Number(a.Name > b.Name)));
}

function toSample(datum: WireDatum, now: number): Sample {
  const head = { time: datum.Timestamp === undefined ? now : datum.Timestamp * 1000, unit: datum.Unit ?? 'None' };
  const set = datum.StatisticValues;
  if (!set) return { ...head, ...summarize(toDistribution(datum)) };
  const sums = {
    sampleCount: Number(set.SampleCount),
    sum: Number(set.Sum),
    minimum: Number(set.Minimum),
    maximum: Number(set.Maximum),
  };
  // Only then does a statistic set allow percentiles (PutMetricData).
  const uniform = sums.minimum === sums.maximum && sums.sum === sums.minimum * sums.sampleCount;
  return { ...head, ...sums, ...(uniform && { distribution: [[sums.minimum, sums.sampleCount]] }) };
}

function toDistribution({ Value, Values, Counts }: WireDatum): [number, number][] {
  const values: WireDouble[] = Values ?? [Value ?? 0];
  return values.map((value, index) => [Number(value), Number(Counts?.[index] ?? 1)]);
}

function summarize(distribution: [number, number][]) {
  const values = distribution.map(([value]) => value);
  return {
    sampleCount: distribution.reduce((total, [, count]) => total + count, 0),
    sum: distribution.reduce((total, [value, count]) => total + value * count, 0),
    minimum: Math.min(...values),
    maximum: Math.max(...values),
    distribution,
  };
}
