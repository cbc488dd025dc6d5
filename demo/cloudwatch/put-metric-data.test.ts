import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type CloudWatchClient,
  type MetricDatum,
  PutMetricDataCommand,
  type PutMetricDataCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { startForTest } from './start-for-test.ts';

const HOUR_MS = 3_600_000;

// Limits: SDK docs of PutMetricDataCommand, MetricDatum and Dimension.
describe('PutMetricData', () => {
  let cloudwatch: Awaited<ReturnType<typeof startForTest>>;
  let client: CloudWatchClient;
  before(async () => {
    cloudwatch = await startForTest();
    client = cloudwatch.client({ maxAttempts: 1 });
  });
  after(() => cloudwatch.close());
  const put = (data: MetricDatum[], Namespace = 'Watchpost') =>
    client.send(new PutMetricDataCommand({ Namespace, MetricData: data }));
  const datum = (changes: Partial<MetricDatum> = {}): MetricDatum => ({ MetricName: 'Duration', Value: 1, ...changes });
  const many = (length: number) => Array.from({ length }, (_, index) => index);

  test('takes values, value lists, statistic sets and data with an entity', async () => {
    const input: PutMetricDataCommandInput = {
      Namespace: 'Taken',
      MetricData: [
        datum({ Dimensions: [{ Name: 'Target', Value: 'demo' }], Unit: 'Milliseconds', Timestamp: new Date() }),
        datum({ Value: undefined, Values: [1, 2], Counts: [3, 4] }),
        datum({ Value: undefined, StatisticValues: { SampleCount: 2, Sum: 5, Minimum: 1, Maximum: 4 } }),
      ],
      EntityMetricData: [{ Entity: { KeyAttributes: { Type: 'Service' } }, MetricData: [datum()] }],
    };
    await client.send(new PutMetricDataCommand(input));
    const taken = cloudwatch.series().filter(({ namespace }) => namespace === 'Taken');
    assert.deepEqual(
      taken.map(({ dimensions, samples }) => [dimensions.length, samples.map(({ sum }) => sum)]),
      [
        [1, [1]],
        [0, [11, 5, 1]],
      ],
    );
  });

  test('takes the gzip that the SDK makes of a large body', async () => {
    let encoding: string | undefined;
    const gzipping = cloudwatch.client();
    gzipping.middlewareStack.add(
      (next) => (args) => {
        encoding = (args.request as { headers: Record<string, string> }).headers['content-encoding'];
        return next(args);
      },
      { step: 'finalizeRequest' },
    );
    const data = many(1000).map((index) => datum({ Dimensions: [{ Name: 'Check', Value: `check-${index}` }] }));
    await gzipping.send(new PutMetricDataCommand({ Namespace: 'Large', MetricData: data }));
    assert.equal(encoding, 'gzip');
    assert.equal(cloudwatch.series().filter(({ namespace }) => namespace === 'Large').length, 1000);
  });

  test('takes exactly the limits', async () => {
    const soon = new Date(Date.now() + 2 * HOUR_MS - 5_000);
    const longAgo = new Date(Date.now() - 14 * 24 * HOUR_MS + 5_000);
    await put([
      datum({ Value: undefined, Values: many(150) }),
      datum({ Dimensions: many(30).map((index) => ({ Name: `D${index}`, Value: 'x' })) }),
      datum({ Value: 2 ** 360, Timestamp: soon }),
      datum({ Value: -(2 ** 360), Timestamp: longAgo, StorageResolution: 1 }),
    ]);
  });

  const blank = [{ Name: 'Target', Value: ' ' }];
  const set = { SampleCount: 1, Sum: 1, Minimum: 1, Maximum: 1 };
  const refused: [string, Partial<MetricDatum>, string, RegExp][] = [
    [
      'NaN',
      { Value: Number.NaN },
      'InvalidParameterValueException',
      /value NaN for parameter MetricData.member.1.Value/,
    ],
    [
      'Infinity in a list',
      { Value: undefined, Values: [1, Number.POSITIVE_INFINITY] },
      'InvalidParameterValueException',
      /Values.member.2 is invalid/,
    ],
    ['a value out of range', { Value: 2 ** 361 }, 'InvalidParameterValueException', /is invalid/],
    ['151 values', { Value: undefined, Values: many(151) }, 'InvalidParameterValueException', /greater than 150/],
    [
      'counts without values to count',
      { Value: undefined, Values: [1, 2], Counts: [1] },
      'InvalidParameterValueException',
      /same size/,
    ],
    [
      '31 dimensions',
      { Dimensions: many(31).map((index) => ({ Name: `D${index}`, Value: 'x' })) },
      'InvalidParameterValueException',
      /greater than 30/,
    ],
    [
      'a blank dimension value',
      { Dimensions: blank },
      'MissingRequiredParameterException',
      /Dimensions.member.1.Value is required/,
    ],
    [
      'a dimension beyond ASCII',
      { Dimensions: [{ Name: 'Target', Value: 'Malmö' }] },
      'InvalidParameterValueException',
      /only ASCII/,
    ],
    [
      'a dimension name with a colon first',
      { Dimensions: [{ Name: ':x', Value: 'x' }] },
      'InvalidParameterValueException',
      /:x/,
    ],
    [
      'an unknown unit',
      { Unit: 'Furlongs' as 'None' },
      'InvalidParameterValueException',
      /Unit must be a value in the set/,
    ],
    ['a resolution of 30', { StorageResolution: 30 }, 'InvalidParameterValueException', /set \[ 1, 60 \]/],
    [
      'two weeks and an hour ago',
      { Timestamp: new Date(Date.now() - 337 * HOUR_MS) },
      'InvalidParameterValueException',
      /past two weeks/,
    ],
    [
      'three hours ahead',
      { Timestamp: new Date(Date.now() + 3 * HOUR_MS) },
      'InvalidParameterValueException',
      /two hours/,
    ],
    ['a value and a set', { StatisticValues: set }, 'InvalidParameterCombinationException', /mutually exclusive/],
    ['no value at all', { Value: undefined }, 'MissingRequiredParameterException', /Value is required/],
    ['no metric name', { MetricName: '' }, 'MissingRequiredParameterException', /MetricName is required/],
  ];
  for (const [what, changes, name, message] of refused) {
    test(`refuses ${what}`, async () => {
      await assert.rejects(put([datum(changes)]), { name, message, $fault: 'client' });
    });
  }

  test('refuses a namespace of the services themselves, a blank one and an odd one', async () => {
    await assert.rejects(put([datum()], 'AWS/ECS'), { name: 'InvalidParameterValueException' });
    await assert.rejects(put([datum()], ':x'), { name: 'InvalidParameterValueException' });
    await assert.rejects(put([datum()], ' '), { name: 'MissingRequiredParameterException' });
  });

  test('refuses 1,001 metrics and a body over 1 MB, also when its gzip is small', async () => {
    const tooMany = many(1001).map(() => datum());
    await assert.rejects(put(tooMany), { name: 'InvalidParameterValueException', message: /greater than 1000/ });
    const Dimensions = many(10).map((index) => ({ Name: `D${index}`, Value: 'x'.repeat(150) }));
    const tooLarge = many(600).map(() => datum({ Dimensions }));
    await assert.rejects(put(tooLarge), (error: { name: string; $metadata: { httpStatusCode?: number } }) => {
      assert.equal(error.name, 'RequestTooLarge');
      assert.equal(error.$metadata.httpStatusCode, 413);
      return true;
    });
  });

  test('takes nothing of a request with one bad datum, and names every culprit', async () => {
    const bad = datum({ Value: Number.NaN });
    await assert.rejects(put([datum(), bad, bad], 'AllOrNothing'), {
      message: /member\.2\.Value.*\n.*member\.3\.Value/,
    });
    assert.equal(
      cloudwatch.series().some(({ namespace }) => namespace === 'AllOrNothing'),
      false,
    );
  });
});
