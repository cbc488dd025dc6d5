import { CloudWatchError, invalid, missing } from './cloudwatch-error.ts';
import type { MetricStore, Sample } from './metric-store.ts';
import { computeStatistic, isStatistic, toBins } from './statistics.ts';
import { parsePeriod, parseTimeRange } from './time-range.ts';
import type { GetMetricStatisticsInput } from './wire.ts';

const MAX_DATAPOINTS = 1440;

/**
 * GetMetricStatistics: a datapoint for each period and unit. They come newest first, because the service promises no
 * order: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html
 */
export function getMetricStatistics(store: MetricStore, input: GetMetricStatisticsInput) {
  const { Namespace, MetricName, Statistics = [], ExtendedStatistics = [] } = input;
  if (!Namespace) throw missing('Namespace');
  if (!MetricName) throw missing('MetricName');
  const periodMs = parsePeriod(input.Period, 'Period', 'InvalidParameterValue');
  const range = parseTimeRange(input, 'InvalidParameterValue');
  checkStatistics(Statistics, ExtendedStatistics);
  checkAmount((range.end - range.start) / periodMs);
  const samples = store.find(Namespace, MetricName, input.Dimensions ?? [])?.samples ?? [];
  const units = new Set(samples.map(({ unit }) => unit).filter((unit) => (input.Unit ?? unit) === unit));
  const Datapoints = [...units].flatMap((Unit) =>
    toBins(
      samples.filter(({ unit }) => unit === Unit),
      { ...range, periodMs },
    ).map(({ time, samples: binned }) => ({
      Timestamp: time / 1000,
      Unit,
      ...pick(binned, Statistics),
      ...(ExtendedStatistics.length > 0 && { ExtendedStatistics: pick(binned, ExtendedStatistics) }),
    })),
  );
  return { Label: MetricName, Datapoints: Datapoints.sort((a, b) => b.Timestamp - a.Timestamp) };
}

function pick(samples: Sample[], stats: string[]): Record<string, number | undefined> {
  return Object.fromEntries(stats.map((stat) => [stat, computeStatistic(samples, stat)]));
}

function checkStatistics(plain: string[], extended: string[]): void {
  if (plain.length > 0 === extended.length > 0) {
    const message = 'Must specify either Statistics or ExtendedStatistics, and not both.';
    throw new CloudWatchError('InvalidParameterCombination', message);
  }
  const unknown = [...plain, ...extended].find((stat) => !isStatistic(stat));
  if (unknown !== undefined) throw invalid(`The value ${unknown} is not a valid statistic.`);
}

function checkAmount(datapoints: number): void {
  if (datapoints <= MAX_DATAPOINTS) return;
  const message = `You have requested up to ${Math.ceil(datapoints)} datapoints, which exceeds the limit of ${MAX_DATAPOINTS}.`;
  throw new CloudWatchError('InvalidParameterCombination', message);
}
