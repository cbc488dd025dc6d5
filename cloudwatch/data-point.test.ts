import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DimensionsOf, MetricName } from './catalogue.ts';
import { datum, dimensionValue } from './data-point.ts';

const at = '2026-11-21T07:30:00.000Z';

describe('a data point', () => {
  test('bears the unit of its metric', () => {
    assert.deepEqual(datum('SuccessPercent', { Target: 'shop', Layer: 'edge' }, 100, at), {
      metric: 'SuccessPercent',
      unit: 'Percent',
      dimensions: { Target: 'shop', Layer: 'edge' },
      values: [100],
      at,
    });
  });

  test('of an undeclared metric is refused, by the compiler and at run time', () => {
    // @ts-expect-error not in the catalogue
    assert.throws(() => datum('Successes', { Target: 'shop' }, 1, at), /metric "Successes" is not in the catalogue/);
    assert.throws(() => datum('toString' as MetricName, { Target: 'shop' }, 1, at), RangeError);
  });

  test('under undeclared dimensions is refused, by the compiler and at run time', () => {
    const sets: [MetricName, object][] = [
      ['SuccessPercent', { Target: 'shop', Release: 'abc' }],
      ['SuccessPercent', { Target: 'shop', Layer: 'edge', Check: 'edge/a' }],
      ['SuccessPercent', { Layer: 'edge' }],
      ['Duration', { Target: 'shop' }],
      ['RunCompleted', {}],
    ];
    for (const [metric, dimensions] of sets) {
      assert.throws(() => datum(metric, dimensions as DimensionsOf<MetricName>, 1, at), /is not declared with/);
    }
    // @ts-expect-error Duration has no series of the target alone
    assert.throws(() => datum('Duration', { Target: 'shop' }, 1, at), RangeError);
    // @ts-expect-error the two dimensions are declared one at a time
    assert.throws(() => datum('SuccessPercent', { Target: 'shop', Layer: 'edge', Check: 'a' }, 1, at), RangeError);
  });
});

describe('a dimension value', () => {
  test('is printable ASCII, never blank and never too long', () => {
    assert.equal(dimensionValue('edge/tls:app'), 'edge/tls:app');
    assert.equal(dimensionValue('Zürich é'), 'Zurich e');
    assert.equal(dimensionValue('a\n\tb → c'), 'a-b - c');
    assert.equal(dimensionValue('   '), 'unnamed');
    assert.equal(dimensionValue(''), 'unnamed');
    assert.equal(dimensionValue('x'.repeat(2_000)).length, 1_024);
  });
});
