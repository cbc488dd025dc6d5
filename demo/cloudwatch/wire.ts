/** The shapes of @aws-sdk/client-cloudwatch 3.1162 as its awsJson1.0 protocol writes them: times are epoch seconds. */

export interface WireDimension {
  Name?: string;
  Value?: string;
}

/** A double, or one of the words by which JSON carries what it has no number for (Smithy, Float and Double). */
export type WireDouble = number | 'NaN' | 'Infinity' | '-Infinity';

export interface WireStatisticSet {
  SampleCount?: WireDouble;
  Sum?: WireDouble;
  Minimum?: WireDouble;
  Maximum?: WireDouble;
}

export interface WireDatum {
  MetricName?: string;
  Dimensions?: WireDimension[];
  Timestamp?: number;
  Value?: WireDouble;
  StatisticValues?: WireStatisticSet;
  Values?: WireDouble[];
  Counts?: WireDouble[];
  Unit?: string;
  StorageResolution?: number;
}

export interface PutMetricDataInput {
  Namespace?: string;
  MetricData?: WireDatum[];
  EntityMetricData?: { MetricData?: WireDatum[] }[];
}

export interface WireMetric {
  Namespace?: string;
  MetricName?: string;
  Dimensions?: WireDimension[];
}

export interface WireMetricDataQuery {
  Id?: string;
  MetricStat?: { Metric?: WireMetric; Period?: number; Stat?: string; Unit?: string };
  Expression?: string;
  Label?: string;
  ReturnData?: boolean;
}

export interface GetMetricDataInput {
  MetricDataQueries?: WireMetricDataQuery[];
  StartTime?: number;
  EndTime?: number;
  ScanBy?: 'TimestampAscending' | 'TimestampDescending';
  MaxDatapoints?: number;
  NextToken?: string;
}

export interface GetMetricStatisticsInput extends WireMetric {
  StartTime?: number;
  EndTime?: number;
  Period?: number;
  Statistics?: string[];
  ExtendedStatistics?: string[];
  Unit?: string;
}

export interface ListMetricsInput extends WireMetric {
  RecentlyActive?: string;
  NextToken?: string;
}

/** Every unit of SDK type `StandardUnit`. */
export const UNITS: readonly string[] =
  'Seconds Microseconds Milliseconds Bytes Kilobytes Megabytes Gigabytes Terabytes Bits Kilobits Megabits Gigabits Terabits Percent Count Bytes/Second Kilobytes/Second Megabytes/Second Gigabytes/Second Terabytes/Second Bits/Second Kilobits/Second Megabits/Second Gigabits/Second Terabits/Second Count/Second None'.split(
    ' ',
  );
