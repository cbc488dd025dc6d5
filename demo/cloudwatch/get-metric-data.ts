import { CloudWatchError, missing } from './cloudwatch-error.ts';
import type { MetricStore } from './metric-store.ts';
import { fromToken, toToken } from './page-token.ts';
import { computeStatistic, isStatistic, toBins } from './statistics.ts';
import { parsePeriod, parseTimeRange, type TimeRange } from './time-range.ts';
import type { GetMetricDataInput, WireMetricDataQuery } from './wire.ts';

const MAX_QUERIES = 500;
const MAX_DATAPOINTS = 100_800;

interface QueryResult {
  Id: string;
  Label: string;
  points: { time: number; value: number }[];
}

/**
 * GetMetricData for queries of one metric each (`MetricStat`), by SDK types `GetMetricDataInput` and
 * `MetricDataResult`. Metric math and Metrics Insights (`Expression`) are refused. Without a Unit, data of any unit
 * are taken together.
 */
export function getMetricData(store: MetricStore, input: GetMetricDataInput) {
  const queries = input.MetricDataQueries ?? [];
  if (queries.length === 0) throw missing('MetricDataQueries');
  if (queries.length > MAX_QUERIES)
    throw refuse(`The collection MetricDataQueries must not have a size greater than ${MAX_QUERIES}.`);
  checkIds(queries);
  const range = parseTimeRange(input, 'ValidationError');
  const descending = input.ScanBy !== 'TimestampAscending';
  const results = queries
    .map((query, index) => ({ query, result: runQuery(store, query, `MetricDataQueries.member.${index + 1}`, range) }))
    .filter(({ query }) => query.ReturnData !== false)
    .map(({ result }) => (descending ? { ...result, points: result.points.toReversed() } : result));
  return cutPage(results, fromToken(input.NextToken), Math.min(input.MaxDatapoints ?? MAX_DATAPOINTS, MAX_DATAPOINTS));
}

function checkIds(queries: WireMetricDataQuery[]): void {
  const ids = queries.map(({ Id }) => Id ?? '');
  const bad = ids.find((id) => !/^[a-z]\w*$/.test(id));
  if (bad !== undefined) throw refuse(`The value "${bad}" is not a valid Id: it must begin with a lowercase letter.`);
  if (new Set(ids).size < ids.length) throw refuse('The values for parameter Id in MetricDataQueries are not unique.');
}

function runQuery(
  store: MetricStore,
  query: WireMetricDataQuery,
  path: string,
  { start, end }: TimeRange,
): QueryResult {
  const { Id = '', MetricStat: wanted } = query;
  if (query.Expression !== undefined) throw refuse(`Expressions are not implemented here: ${path}.Expression.`);
  if (!wanted) throw missing(`${path}.MetricStat`);
  const { Stat = '', Metric = {}, Unit } = wanted;
  const periodMs = parsePeriod(wanted.Period, `${path}.MetricStat.Period`, 'ValidationError');
  // Wording: prometheus-community/yet-another-cloudwatch-exporter#1435.
  if (!isStatistic(Stat)) throw refuse(`The value for parameter ${path}.MetricStat.Stat is not a valid statistic.`);
  const { Namespace = '', MetricName = '', Dimensions = [] } = Metric;
  const samples = store.find(Namespace, MetricName, Dimensions)?.samples ?? [];
  const chosen = samples.filter(({ unit }) => Unit === undefined || unit === Unit);
  const points = toBins(chosen, { start, end, periodMs }).flatMap(({ time, samples: binned }) => {
    const value = computeStatistic(binned, Stat);
    return value === undefined ? [] : [{ time, value }];
  });
  return { Id, Label: query.Label ?? MetricName, points };
}

/** One page over the points of all results in a row: a result cut short is `PartialData`. */
function cutPage(results: QueryResult[], position: number, size: number) {
  const total = results.reduce((sum, { points }) => sum + points.length, 0);
  let offset = 0;
  const MetricDataResults = results.map(({ Id, Label, points }) => {
    const page = points.slice(Math.max(position - offset, 0), Math.max(position + size - offset, 0));
    offset += points.length;
    return {
      Id,
      Label,
      Timestamps: page.map(({ time }) => time / 1000),
      Values: page.map(({ value }) => value),
      StatusCode: offset <= position + size ? 'Complete' : 'PartialData',
    };
  });
  const next = position + size;
  return { MetricDataResults, Messages: [], ...(next < total && { NextToken: toToken(next) }) };
}

function refuse(message: string): CloudWatchError {
  return new CloudWatchError('ValidationError', message);
}
