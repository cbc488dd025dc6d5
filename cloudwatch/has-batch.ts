import type { GetMetricStatisticsCommandInput } from '@aws-sdk/client-cloudwatch';
import { type Batch, toMetricDatum } from './batch.ts';
import { loadSdk } from './client.ts';
import type { Datum } from './data-point.ts';
import type { Sender } from './send.ts';

/** Until then, in ms, a datum may be there and not be shown yet. */
const shownAfterMs = 3 * 60_000;
const minuteMs = 60_000;

/** So many data stand for a batch: one alone may be in another run of the same minute just as well. */
const witnesses = 3;

/**
 * Whether the service has a batch that was sent and not acknowledged: `yes`, `no`, `later` where it may not show it yet or does not
 * answer, or
 * `unknown` where it does not let us ask. A few data stand for all, because a request is taken as a whole: how long the longest
 * things took is not the same in two runs. Where another run has filled the same minute nothing can be told
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
  try {
    for (const datum of batch.data.toSorted(byWhatItTells).slice(0, witnesses))
      if (!(await isThere(client, batch.namespace, datum, abortSignal))) return sentMs < shownAfterMs ? 'later' : 'no';
    return 'yes';
  } catch (error) {
    const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
    const isRefused = ($metadata?.httpStatusCode ?? 500) < 500;
    return isRefused ? 'unknown' : 'later';
  }
}

async function isThere(client: Sender, namespace: string, datum: Datum, abortSignal: AbortSignal): Promise<boolean> {
  const { GetMetricStatisticsCommand } = await loadSdk();
  const minute = Math.floor(Date.parse(datum.at) / minuteMs) * minuteMs;
  const { MetricName, Dimensions, Unit } = toMetricDatum(datum);
  const input: GetMetricStatisticsCommandInput = {
    Namespace: namespace,
    MetricName,
    Dimensions,
    Unit,
    StartTime: new Date(minute),
    EndTime: new Date(minute + minuteMs),
    Period: minuteMs / 1_000,
    Statistics: ['SampleCount', 'Minimum', 'Maximum'],
  };
  const { Datapoints = [] } = await client.send(new GetMetricStatisticsCommand(input), { abortSignal });
  return Datapoints.some(
    ({ SampleCount, Minimum, Maximum }) =>
      SampleCount === datum.values.length &&
      Minimum === Math.min(...datum.values) &&
      Maximum === Math.max(...datum.values),
  );
}

/** A length of time tells runs apart, the longer the better: of a few milliseconds many runs have the same. */
const byWhatItTells = (one: Datum, other: Datum): number => told(other) - told(one);
const told = ({ unit, values }: Datum): number => (unit === 'Milliseconds' ? 1 + Math.max(...values) : 0);
