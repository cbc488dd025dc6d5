import { CloudWatchError, type CloudWatchErrorCode, missing } from './cloudwatch-error.ts';

/** The times of a read, in epoch milliseconds. */
export interface TimeRange {
  start: number;
  end: number;
}

/**
 * Reads StartTime and EndTime. GetMetricData answers a wrong order as `ValidationError`, GetMetricStatistics as
 * `InvalidParameterValue` (influxdata/telegraf#2022).
 */
export function parseTimeRange(
  { StartTime, EndTime }: { StartTime?: number; EndTime?: number },
  code: CloudWatchErrorCode,
): TimeRange {
  if (StartTime === undefined) throw missing('StartTime');
  if (EndTime === undefined) throw missing('EndTime');
  if (StartTime === EndTime)
    throw new CloudWatchError(code, 'The parameter StartTime must not equal parameter EndTime.');
  if (StartTime > EndTime)
    throw new CloudWatchError(code, 'The parameter StartTime must be less than the parameter EndTime.');
  return { start: StartTime * 1000, end: EndTime * 1000 };
}

/** Seconds to milliseconds; 1, 5, 10, 20, 30 or a multiple of 60 (SDK type `MetricStat`, Period). */
export function parsePeriod(period: number | undefined, parameter: string, code: CloudWatchErrorCode): number {
  if (period === undefined) throw missing(parameter);
  const allowed = [1, 5, 10, 20, 30].includes(period) || (period > 0 && period % 60 === 0);
  if (allowed) return period * 1000;
  throw new CloudWatchError(code, `The parameter ${parameter} must be 1, 5, 10, 20, 30 or a multiple of 60.`);
}
