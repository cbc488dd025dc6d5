import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import { metricNames, units } from './catalogue.ts';
import type { Datum } from './data-point.ts';

/** What one request carries, and what one file of the outbox holds. */
export const batchSchema = z.strictObject({
  namespace: z.string(),
  runId: z.string(),
  data: z
    .array(
      z.strictObject({
        metric: z.enum(metricNames),
        unit: z.enum(units),
        dimensions: z.record(z.string(), z.string()),
        values: z.array(z.number()).min(1),
        at: z.iso.datetime(),
      }),
    )
    .min(1),
});
export type Batch = z.infer<typeof batchSchema>;

/** Limits of one PutMetricData request (API reference), with room for what the request adds around the data. */
const limits = { data: 1_000, bytes: 900_000, values: 150 };

/** Cuts data into batches that one request can carry each. A normal run is one. */
export function batchesOf(data: readonly Datum[], { namespace, runId }: Pick<Batch, 'namespace' | 'runId'>): Batch[] {
  const batches: Batch[] = [];
  let room = 0;
  for (const one of data.flatMap(withinValueLimit)) {
    const bytes = JSON.stringify(toMetricDatum(one)).length + 1;
    const last = batches.at(-1);
    if (last && last.data.length < limits.data && bytes <= room) {
      last.data.push(one);
      room -= bytes;
    } else {
      batches.push({ namespace, runId, data: [one] });
      room = limits.bytes - bytes;
    }
  }
  return batches;
}

/** A datum takes 150 different values at most; more become several data of the same moment. */
function withinValueLimit(one: Datum): Datum[] {
  const groups = [...Map.groupBy(one.values, (value) => value).values()];
  const parts = Math.ceil(groups.length / limits.values);
  if (parts === 1) return [one];
  return Array.from({ length: parts }, (_, at) => ({
    ...one,
    values: groups.slice(at * limits.values, (at + 1) * limits.values).flat(),
  }));
}

/** A data point as the service takes it. Several samples go as values with counts, which keeps percentiles exact. */
export function toMetricDatum({ metric, unit, dimensions, values, at }: Datum): MetricDatum {
  return {
    MetricName: metric,
    Unit: unit,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    Timestamp: new Date(at),
    ...samples(values),
  };
}

function samples(values: readonly number[]): Pick<MetricDatum, 'Value' | 'Values' | 'Counts'> {
  if (values.length === 1) return { Value: values[0] };
  const groups = [...Map.groupBy(values, (value) => value)];
  return { Values: groups.map(([value]) => value), Counts: groups.map(([, same]) => same.length) };
}
