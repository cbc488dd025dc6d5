import { catalogue, type DimensionsOf, type MetricName, metricNames, seriesOf, type Unit } from './catalogue.ts';

/** What a run has to say about one series at one moment. */
export interface Datum {
  metric: MetricName;
  unit: Unit;
  dimensions: Record<string, string>;
  /** One or more samples of that moment. */
  values: number[];
  /** ISO instant. */
  at: string;
}

/**
 * Makes a data point of a declared metric. Dimension values are brought into the service's alphabet.
 *
 * @throws {RangeError} for a metric or a set of dimensions that the catalogue does not declare, where the compiler
 * could not see it.
 */
export function datum<M extends MetricName>(
  metric: M,
  dimensions: DimensionsOf<M>,
  values: number | readonly number[],
  at: string,
): Datum {
  const given: Readonly<Record<string, string>> = dimensions;
  if (!metricNames.includes(metric)) throw new RangeError(`metric "${metric}" is not in the catalogue`);
  if (!seriesOf(metric, given)) {
    throw new RangeError(`${metric} is not declared with the dimensions ${Object.keys(given).join(', ') || '(none)'}`);
  }
  const named = Object.entries(given).map(([name, value]) => [name, dimensionValue(value)]);
  return {
    metric,
    unit: catalogue[metric].unit,
    dimensions: Object.fromEntries(named),
    values: typeof values === 'number' ? [values] : [...values],
    at,
  };
}

/** The service takes -2^360 to 2^360, and neither NaN nor an infinity. */
const largest = 2 ** 360;
export const isPublishable = (value: number): boolean => Math.abs(value) <= largest;

/** A dimension value is 1 to 1,024 printable ASCII characters, not all blank. */
export function dimensionValue(text: string): string {
  const ascii = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]+/g, '-')
    .trim();
  return ascii.slice(0, 1_024) || 'unnamed';
}
