import type { GetMetricStatisticsCommandInput } from '@aws-sdk/client-cloudwatch';
import { type Batch, toMetricDatum } from './batch.ts';
import { loadSdk } from './client.ts';
import type { Datum } from './data-point.ts';
import type { Sender } from './send.ts';

/** Until then, in ms, a datum may be there and not be shown yet. */
const shownAfterMs = 3 * 60_000;
const minuteMs = 60_000;

/**
 * Whether the service has a batch that was sent and not acknowledged: `yes`, `no`, `later` where it may not show it yet or does not
 * answer, or
 * `unknown` where it does not let us ask. One datum stands for all, because a request is taken as a whole: how long
 * something took is hardly ever the same in two runs. Where another run has filled the same minute nothing can be told
 * apart, and this counts as `no`: twice is better than never.
 *
 * @param sentMs how long ago it was sent, in ms.
 */
export async function hasBatch(
  client: Sender,
  batch: Batch,
  sentMs: number,
  abortSignal: AbortSignal,
): Promise<'yes' | 'no' | 'later' | 'unknown'> {
  const { GetMetricStatisticsCommand } = await loadSdk();
  const datum = batch.data.reduce((most, one) => (tellsMore(one, most) ? one : most));
  const minute = Math.floor(Date.parse(datum.at) / minuteMs) * minuteMs;
  const { MetricName, Dimensions, Unit } = toMetricDatum(datum);
  const input: GetMetricStatisticsCommandInput = {
    Namespace: batch.namespace,
    MetricName,
    Dimensions,
    Unit,
    StartTime: new Date(minute),
    EndTime: new Date(minute + minuteMs),
    Period: minuteMs / 1_000,
    Statistics: ['SampleCount', 'Minimum', 'Maximum'],
  };
  try {
    const { Datapoints = [] } = await client.send(new GetMetricStatisticsCommand(input), { abortSignal });
    const isThere = Datapoints.some(
      ({ SampleCount, Minimum, Maximum }) =>
        SampleCount === datum.values.length &&
        Minimum === Math.min(...datum.values) &&
        Maximum === Math.max(...datum.values),
    );
    if (isThere) return 'yes';
    return sentMs < shownAfterMs ? 'later' : 'no';
  } catch (error) {
    const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
    const isRefused = ($metadata?.httpStatusCode ?? 500) < 500;
    return isRefused ? 'unknown' : 'later';
  }
}

/** A length of time tells runs apart, and the more there are of it the better. */
function tellsMore(one: Datum, other: Datum): boolean {
  if ((one.unit === 'Milliseconds') !== (other.unit === 'Milliseconds')) return one.unit === 'Milliseconds';
  return one.values.length > other.values.length;
}
