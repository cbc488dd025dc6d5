import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { batchesOf, toMetricDatum } from './batch.ts';
import { type Datum, datum } from './data-point.ts';

const at = '2026-11-21T07:30:00.123Z';
const of = { namespace: 'Watchpost', runId: 'run' };
const successOf = (check: string): Datum => datum('SuccessPercent', { Target: 'shop', Check: check }, 100, at);

describe('batches', () => {
  test('a normal run is one; nothing is none', () => {
    assert.equal(
      batchesOf(
        Array.from({ length: 80 }, (_, n) => successOf(`edge/c${n}`)),
        of,
      ).length,
      1,
    );
    assert.deepEqual(batchesOf([], of), []);
  });

  test('hold 1,000 data points at most, in order', () => {
    const data = Array.from({ length: 2_500 }, (_, n) => successOf(`edge/c${n}`));
    const batches = batchesOf(data, of);
    assert.deepEqual(
      batches.map((batch) => batch.data.length),
      [1_000, 1_000, 500],
    );
    assert.deepEqual(
      batches.flatMap((batch) => batch.data),
      data,
    );
  });

  test('stay below 1 MB', () => {
    const data = Array.from({ length: 1_000 }, (_, n) => successOf(`${n}/${'x'.repeat(1_020)}`));
    const batches = batchesOf(data, of);
    assert.equal(batches.flatMap((batch) => batch.data).length, 1_000);
    assert.ok(batches.length > 1);
    for (const batch of batches) assert.ok(JSON.stringify(batch.data.map(toMetricDatum)).length < 1_000_000);
  });

  test('more than 150 different samples of one series become several data points', () => {
    const values = Array.from({ length: 800 }, (_, n) => n % 400);
    const [batch] = batchesOf([datum('Duration', { Target: 'shop', Layer: 'edge' }, values, at)], of);
    assert.deepEqual(
      batch?.data.map((one) => one.values.length),
      [300, 300, 200],
    );
  });
});

describe('a data point for the service', () => {
  test('one sample is a value at its moment', () => {
    assert.deepEqual(toMetricDatum(successOf('edge/a')), {
      MetricName: 'SuccessPercent',
      Unit: 'Percent',
      Dimensions: [
        { Name: 'Target', Value: 'shop' },
        { Name: 'Check', Value: 'edge/a' },
      ],
      Timestamp: new Date(at),
      Value: 100,
    });
  });

  test('several samples are different values with counts', () => {
    const { Value, Values, Counts } = toMetricDatum(
      datum('Duration', { Target: 'shop', Layer: 'edge' }, [5, 7, 5, 5], at),
    );
    assert.deepEqual([Value, Values, Counts], [undefined, [5, 7], [3, 1]]);
  });
});
