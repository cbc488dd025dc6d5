import { invalid } from './cloudwatch-error.ts';
import type { MetricStore, Series } from './metric-store.ts';
import { paginate } from './page-token.ts';
import type { ListMetricsInput, WireDimension } from './wire.ts';

/** Documented: up to 500 a call, and no metric without data in the past two weeks (API_ListMetrics). */
const PAGE_SIZE = 500;
const VISIBLE_MS = 14 * 86_400_000;
const RECENT_MS = 3 * 3_600_000;

/**
 * ListMetrics. A new metric appears at once, where the service may take 15 minutes. A dimension filter without a
 * value asks for the name alone, and a metric may have further dimensions (SDK type `ListMetricsInput`).
 */
export function listMetrics(store: MetricStore, input: ListMetricsInput, now: number) {
  const { Namespace, MetricName, Dimensions = [], RecentlyActive, NextToken } = input;
  if (RecentlyActive !== undefined && RecentlyActive !== 'PT3H') {
    throw invalid(`The value ${RecentlyActive} for parameter RecentlyActive is invalid.`);
  }
  const since = now - (RecentlyActive === undefined ? VISIBLE_MS : RECENT_MS);
  const found = store
    .list()
    .filter(({ namespace }) => (Namespace ?? namespace) === namespace)
    .filter(({ metricName }) => (MetricName ?? metricName) === metricName)
    .filter((series) => Dimensions.every((filter) => hasDimension(series, filter)))
    .filter(({ samples }) => samples.some(({ time }) => time >= since));
  const { page, ...next } = paginate(found, PAGE_SIZE, NextToken);
  const Metrics = page.map((series) => ({
    Namespace: series.namespace,
    MetricName: series.metricName,
    Dimensions: series.dimensions,
  }));
  return { Metrics, ...next };
}

function hasDimension({ dimensions }: Series, filter: WireDimension): boolean {
  return dimensions.some(({ Name, Value }) => Name === filter.Name && (filter.Value ?? Value) === Value);
}
