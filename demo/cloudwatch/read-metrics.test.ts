import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type CloudWatchClient,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  type MetricDataQuery,
  type MetricDatum,
  PutMetricDataCommand,
  paginateGetMetricData,
  paginateListMetrics,
} from '@aws-sdk/client-cloudwatch';
import { startForTest } from './start-for-test.ts';

const MINUTE_MS = 60_000;
const Namespace = 'Watchpost';

describe('reading metrics back', () => {
  let cloudwatch: Awaited<ReturnType<typeof startForTest>>;
  let client: CloudWatchClient;
  const now = Math.floor(Date.now() / (10 * MINUTE_MS)) * 10 * MINUTE_MS;
  const at = (minute: number) => new Date(now - 60 * MINUTE_MS + minute * MINUTE_MS);
  before(async () => {
    cloudwatch = await startForTest();
    client = cloudwatch.client({ maxAttempts: 1 });
    await put(
      {
        MetricName: 'Duration',
        Timestamp: at(0),
        Values: [10, 20, 30, 40],
        Counts: [1, 1, 1, 7],
        Unit: 'Milliseconds',
      },
      { MetricName: 'Duration', Timestamp: at(3), Value: 100, Unit: 'Milliseconds' },
      { MetricName: 'Duration', Timestamp: at(7), Value: 60, Unit: 'Milliseconds' },
      { MetricName: 'Duration', Timestamp: at(7), Value: 1, Unit: 'Seconds' },
      { MetricName: 'SuccessPercent', Timestamp: at(0), Value: 100, Dimensions: [{ Name: 'Target', Value: 'demo' }] },
      {
        MetricName: 'SuccessPercent',
        Timestamp: at(0),
        Value: 0,
        Dimensions: [
          { Name: 'Target', Value: 'demo' },
          { Name: 'Layer', Value: 'api' },
        ],
      },
      { MetricName: 'Mixed', Timestamp: at(0), Value: 5 },
      { MetricName: 'Mixed', Timestamp: at(1), StatisticValues: { SampleCount: 4, Sum: 10, Minimum: 1, Maximum: 4 } },
      { MetricName: 'Set', Timestamp: at(0), StatisticValues: { SampleCount: 4, Sum: 10, Minimum: 1, Maximum: 4 } },
      {
        MetricName: 'UniformSet',
        Timestamp: at(0),
        StatisticValues: { SampleCount: 4, Sum: 8, Minimum: 2, Maximum: 2 },
      },
    );
  });
  after(() => cloudwatch.close());

  function put(...MetricData: MetricDatum[]) {
    return client.send(new PutMetricDataCommand({ Namespace, MetricData }));
  }

  function query(Id: string, Stat: string, MetricName = 'Duration', Period = 300): MetricDataQuery {
    return { Id, MetricStat: { Metric: { Namespace, MetricName }, Period, Stat } };
  }

  async function read(queries: MetricDataQuery[], options = {}) {
    const range = { StartTime: at(0), EndTime: at(60), ScanBy: 'TimestampAscending' as const };
    const command = new GetMetricDataCommand({ MetricDataQueries: queries, ...range, ...options });
    return (await client.send(command)).MetricDataResults ?? [];
  }

  test('GetMetricData computes a statistic of each period for several queries', async () => {
    const stats = ['Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount', 'p20', 'p90', 'p100'];
    const milliseconds = (stat: string, index: number) => {
      const { Id, MetricStat } = query(`q${index}`, stat);
      return { Id, MetricStat: { ...MetricStat!, Unit: 'Milliseconds' as const } };
    };
    const results = await read(stats.map(milliseconds));
    assert.deepEqual(
      results.map(({ Values }) => Values),
      [
        [440, 60],
        [40, 60],
        [10, 60],
        [100, 60],
        [11, 1],
        [30, 60],
        [40, 60],
        [100, 60],
      ],
    );
    assert.deepEqual(results[0]?.Timestamps, [at(0), at(5)]);
    assert.ok(results.every(({ StatusCode, Label }) => StatusCode === 'Complete' && Label === 'Duration'));
  });

  test('GetMetricData takes units together unless told one', async () => {
    const [all] = await read([query('all', 'Sum')]);
    assert.deepEqual(all?.Values, [440, 61]);
  });

  test('GetMetricData includes the start, excludes the end and begins periods at the start', async () => {
    const [result] = await read([query('q', 'SampleCount')], { StartTime: at(3), EndTime: at(7) });
    assert.deepEqual(result?.Timestamps, [at(3)]);
    assert.deepEqual(result?.Values, [1]);
  });

  test('GetMetricData is newest first by default and silent for an unknown metric', async () => {
    const results = await read([query('known', 'Maximum'), query('unknown', 'Sum', 'Nothing')], { ScanBy: undefined });
    assert.deepEqual(results[0]?.Timestamps, [at(5), at(0)]);
    assert.deepEqual(results[1]?.Values, []);
  });

  test('GetMetricData tells a metric by its exact dimensions', async () => {
    const { MetricStat } = query('q', 'Minimum', 'SuccessPercent');
    const Dimensions = [{ Name: 'Target', Value: 'demo' }];
    const exact = { Id: 'exact', MetricStat: { ...MetricStat!, Metric: { ...MetricStat?.Metric, Dimensions } } };
    const results = await read([exact, query('none', 'Minimum', 'SuccessPercent')]);
    assert.deepEqual(
      results.map(({ Values }) => Values),
      [[100], []],
    );
  });

  test('GetMetricData has percentiles of a statistic set only when all its values are one', async () => {
    const results = await read([
      query('set', 'p50', 'Set'),
      query('mixed', 'p50', 'Mixed'),
      query('uniform', 'p50', 'UniformSet'),
      query('avg', 'Average', 'Set'),
    ]);
    assert.deepEqual(
      results.map(({ Values }) => Values),
      [[], [], [2], [2.5]],
    );
  });

  test('GetMetricData pages through all points, marking what is cut', async () => {
    const input = { StartTime: at(0), EndTime: at(60), MaxDatapoints: 3, ScanBy: 'TimestampAscending' as const };
    const queries = [query('a', 'Sum'), query('b', 'Maximum'), query('c', 'Minimum')];
    const pages = await Array.fromAsync(paginateGetMetricData({ client }, { ...input, MetricDataQueries: queries }));
    assert.deepEqual(
      pages.map((page) => page.MetricDataResults?.map(({ Values, StatusCode }) => `${Values} ${StatusCode}`)),
      [
        ['440,61 Complete', '100 PartialData', ' PartialData'],
        [' Complete', '60 Complete', '10,1 Complete'],
      ],
    );
  });

  test('GetMetricData refuses bad queries', async () => {
    const bad: [MetricDataQuery[], object?][] = [
      [[query('Upper', 'Sum')]],
      [[query('twice', 'Sum'), query('twice', 'Sum')]],
      [[query('q', 'Median')]],
      [[query('q', 'p101')]],
      [[query('q', 'Sum', 'Duration', 45)]],
      [[{ Id: 'math', Expression: 'a + b' }]],
      [[query('q', 'Sum')], { StartTime: at(9), EndTime: at(1) }],
      [[query('q', 'Sum')], { StartTime: at(9), EndTime: at(9) }],
    ];
    for (const [queries, options] of bad) await assert.rejects(read(queries, options), { name: 'ValidationException' });
    await assert.rejects(read([]), { name: 'MissingRequiredParameterException' });
    await assert.rejects(read([query('q', 'Sum')], { NextToken: 'nonsense' }), { name: 'InvalidNextToken' });
  });

  test('GetMetricStatistics returns a datapoint for each period and unit', async () => {
    const range = { StartTime: at(0), EndTime: at(60), Period: 300 };
    const input = { Namespace, MetricName: 'Duration', ...range };
    const command = new GetMetricStatisticsCommand({ ...input, Statistics: ['Sum', 'SampleCount'] });
    const { Datapoints = [], Label } = await client.send(command);
    const points = Datapoints.map(({ Timestamp, Unit, Sum, SampleCount }) => [Timestamp, Unit, Sum, SampleCount]);
    assert.equal(Label, 'Duration');
    assert.deepEqual(
      points.sort(),
      [
        [at(0), 'Milliseconds', 440, 11],
        [at(5), 'Milliseconds', 60, 1],
        [at(5), 'Seconds', 1, 1],
      ].sort(),
    );
    const extended = await client.send(
      new GetMetricStatisticsCommand({ ...input, Unit: 'Milliseconds', ExtendedStatistics: ['p90'] }),
    );
    assert.deepEqual(
      extended.Datapoints?.map(({ ExtendedStatistics }) => ExtendedStatistics),
      [{ p90: 60 }, { p90: 40 }],
    );
  });

  test('GetMetricStatistics refuses both kinds of statistics at once and more than 1,440 points', async () => {
    const input = { Namespace, MetricName: 'Duration', StartTime: at(0), EndTime: at(60), Period: 60 };
    const both = new GetMetricStatisticsCommand({ ...input, Statistics: ['Sum'], ExtendedStatistics: ['p90'] });
    await assert.rejects(client.send(both), { name: 'InvalidParameterCombinationException' });
    const dense = new GetMetricStatisticsCommand({ ...input, Period: 1, Statistics: ['Sum'] });
    await assert.rejects(client.send(dense), { message: /up to 3600 datapoints, which exceeds the limit of 1440/ });
  });

  test('ListMetrics filters by namespace, name and dimensions', async () => {
    const list = async (filter: object) => (await client.send(new ListMetricsCommand(filter))).Metrics ?? [];
    assert.equal((await list({ Namespace, MetricName: 'SuccessPercent' })).length, 2);
    assert.equal((await list({ Namespace, Dimensions: [{ Name: 'Target' }] })).length, 2);
    assert.deepEqual(await list({ Namespace, Dimensions: [{ Name: 'Layer', Value: 'api' }] }), [
      {
        Namespace,
        MetricName: 'SuccessPercent',
        Dimensions: [
          { Name: 'Layer', Value: 'api' },
          { Name: 'Target', Value: 'demo' },
        ],
      },
    ]);
    assert.deepEqual(await list({ Namespace: 'Other' }), []);
    assert.deepEqual(await list({ Dimensions: [{ Name: 'Layer', Value: 'edge' }] }), []);
  });

  test('ListMetrics pages by 500 and shows the recently active ones on demand', async () => {
    const Timestamp = new Date(Date.now() - 4 * 60 * MINUTE_MS);
    const MetricData = Array.from({ length: 501 }, (_, index) => ({ MetricName: `M${index}`, Value: 1, Timestamp }));
    await client.send(new PutMetricDataCommand({ Namespace: 'Many', MetricData }));
    const pages = await Array.fromAsync(paginateListMetrics({ client }, { Namespace: 'Many' }));
    assert.deepEqual(
      pages.map(({ Metrics }) => Metrics?.length),
      [500, 1],
    );
    const recent = new ListMetricsCommand({ Namespace: 'Many', RecentlyActive: 'PT3H' });
    assert.deepEqual((await client.send(recent)).Metrics, []);
  });
});
