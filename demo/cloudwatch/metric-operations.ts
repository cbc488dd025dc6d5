import { CloudWatchError } from './cloudwatch-error.ts';
import { getMetricData } from './get-metric-data.ts';
import { getMetricStatistics } from './get-metric-statistics.ts';
import { listMetrics } from './list-metrics.ts';
import type { MetricStore } from './metric-store.ts';
import type { Operations } from './operation.ts';
import { listData, metricDataProblems } from './validate-metric-data.ts';
import type { GetMetricDataInput, GetMetricStatisticsInput, ListMetricsInput, PutMetricDataInput } from './wire.ts';

/** PutMetricData and the ways to read back what it took. */
export function metricOperations(store: MetricStore, now: () => number): Operations {
  return {
    PutMetricData(input: PutMetricDataInput) {
      refuse(metricDataProblems(input, now()));
      const data = listData(input).map(({ datum }) => datum);
      store.put(input.Namespace ?? '', data, now());
    },
    GetMetricData: (input: GetMetricDataInput) => getMetricData(store, input),
    GetMetricStatistics: (input: GetMetricStatisticsInput) => getMetricStatistics(store, input),
    ListMetrics: (input: ListMetricsInput) => listMetrics(store, input, now()),
  };
}

/**
 * Answers all problems of the first one's kind, a line each: one bad datum refuses the whole request, and the message
 * names every culprit (aws-robotics/cloudwatchmetrics-ros1#46).
 */
function refuse(problems: CloudWatchError[]): void {
  const [first] = problems;
  if (!first) return;
  const alike = problems.filter(({ code }) => code === first.code);
  throw new CloudWatchError(first.code, alike.map(({ message }) => message).join('\n'));
}
