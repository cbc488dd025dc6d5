import { CloudWatchError, invalid, missing } from './cloudwatch-error.ts';
import type { Operations } from './operation.ts';
import { paginate } from './page-token.ts';

type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** An alarm as it was put, with what the service adds; of SDK types `MetricAlarm` and `CompositeAlarm`. */
interface StoredAlarm {
  AlarmName: string;
  AlarmArn: string;
  StateValue: AlarmState;
  StateReason: string;
  StateUpdatedTimestamp: number;
  AlarmConfigurationUpdatedTimestamp: number;
  [member: string]: unknown;
}

interface AlarmInput {
  AlarmName?: string;
  Tags?: unknown;
  [member: string]: unknown;
}

interface DescribeInput {
  AlarmNames?: string[];
  AlarmNamePrefix?: string;
  AlarmTypes?: ('MetricAlarm' | 'CompositeAlarm')[];
  StateValue?: AlarmState;
  MaxRecords?: number;
  NextToken?: string;
}

const COMPARISONS = [
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
];
const MISSING_DATA = ['breaching', 'notBreaching', 'ignore', 'missing'];

/**
 * Alarms kept in memory, by SDK types `PutMetricAlarmInput`, `PutCompositeAlarmInput` and `DescribeAlarmsInput`. They
 * are not evaluated: a new one stays in INSUFFICIENT_DATA until SetAlarmState moves it.
 */
export function alarmOperations(arn: (resource: string) => string, now: () => number): Operations {
  const metricAlarms = new Map<string, StoredAlarm>();
  const compositeAlarms = new Map<string, StoredAlarm>();

  /** An update overwrites the whole configuration and keeps the state (PutMetricAlarm). */
  function put(alarms: Map<string, StoredAlarm>, { Tags: _tags, ...config }: AlarmInput): void {
    const { AlarmName } = config;
    if (!AlarmName) throw missing('AlarmName');
    const { StateValue = 'INSUFFICIENT_DATA', StateReason, StateUpdatedTimestamp } = alarms.get(AlarmName) ?? {};
    const time = now() / 1000;
    alarms.set(AlarmName, {
      ActionsEnabled: true,
      OKActions: [],
      AlarmActions: [],
      InsufficientDataActions: [],
      ...config,
      AlarmName,
      AlarmArn: arn(`alarm:${AlarmName}`),
      StateValue,
      StateReason: StateReason ?? 'Unchecked: Initial alarm creation',
      StateUpdatedTimestamp: StateUpdatedTimestamp ?? time,
      AlarmConfigurationUpdatedTimestamp: time,
    });
  }

  return {
    PutMetricAlarm(input: AlarmInput) {
      checkMetricAlarm(input);
      put(metricAlarms, { Dimensions: [], ...input });
    },
    PutCompositeAlarm(input: AlarmInput) {
      if (!input['AlarmRule']) throw missing('AlarmRule');
      put(compositeAlarms, input);
    },
    DescribeAlarms(input: DescribeInput) {
      // Only metric alarms unless composite ones are asked for (DescribeAlarmsInput, AlarmTypes).
      const types = input.AlarmTypes ?? ['MetricAlarm'];
      const all = [
        ...(types.includes('MetricAlarm') ? metricAlarms.values() : []),
        ...(types.includes('CompositeAlarm') ? compositeAlarms.values() : []),
      ];
      const { page, ...next } = paginate(all.filter(matcher(input)), input.MaxRecords ?? 50, input.NextToken);
      return {
        MetricAlarms: page.filter((alarm) => metricAlarms.get(alarm.AlarmName) === alarm),
        CompositeAlarms: page.filter((alarm) => compositeAlarms.get(alarm.AlarmName) === alarm),
        ...next,
      };
    },
    DeleteAlarms({ AlarmNames = [] }: { AlarmNames?: string[] }) {
      const unknown = AlarmNames.filter((name) => !metricAlarms.has(name) && !compositeAlarms.has(name));
      if (unknown.length > 0) throw new CloudWatchError('ResourceNotFound', `Unknown alarms: ${unknown.join(', ')}`);
      for (const name of AlarmNames) {
        metricAlarms.delete(name);
        compositeAlarms.delete(name);
      }
    },
    SetAlarmState(input: { AlarmName?: string; StateValue?: AlarmState; StateReason?: string }) {
      const { AlarmName = '', StateValue = 'OK', StateReason = '' } = input;
      const alarm = metricAlarms.get(AlarmName) ?? compositeAlarms.get(AlarmName);
      if (!alarm) throw new CloudWatchError('ResourceNotFound', `Unknown alarm: ${AlarmName}`);
      Object.assign(alarm, { StateValue, StateReason, StateUpdatedTimestamp: now() / 1000 });
    },
  };
}

function matcher({ AlarmNames, AlarmNamePrefix = '', StateValue }: DescribeInput): (alarm: StoredAlarm) => boolean {
  return (alarm) =>
    (AlarmNames === undefined || AlarmNames.includes(alarm.AlarmName)) &&
    alarm.AlarmName.startsWith(AlarmNamePrefix) &&
    (StateValue ?? alarm.StateValue) === alarm.StateValue;
}

/** The rules of a threshold alarm on one metric; others (metric math, anomaly bands, PromQL) are taken as they are. */
function checkMetricAlarm(input: AlarmInput): void {
  const { MetricName, EvaluationPeriods, ComparisonOperator, Threshold, TreatMissingData, DatapointsToAlarm } = input;
  if (TreatMissingData !== undefined && !MISSING_DATA.includes(String(TreatMissingData))) {
    throw validation(`The value ${TreatMissingData} is unsupported for TreatMissingData.`);
  }
  if (MetricName === undefined) return;
  if (EvaluationPeriods === undefined) throw missing('EvaluationPeriods');
  if (Threshold === undefined) throw missing('Threshold');
  if (!COMPARISONS.includes(String(ComparisonOperator))) {
    throw validation(`The value ${ComparisonOperator} is unsupported for ComparisonOperator.`);
  }
  if (Number(DatapointsToAlarm ?? 1) > Number(EvaluationPeriods)) {
    throw validation('DatapointsToAlarm must be less than or equal to EvaluationPeriods.');
  }
  checkWindow(Number(input['Period']), Number(EvaluationPeriods));
}

/** SDK type `PutMetricAlarmInput`, Period and EvaluationPeriods: a day at most, a week with periods of an hour or more. */
function checkWindow(period: number, evaluationPeriods: number): void {
  const allowed = [10, 20, 30].includes(period) || (period > 0 && period % 60 === 0);
  if (!allowed) throw invalid(`The value ${period} for parameter Period is invalid.`);
  if (period * evaluationPeriods > (period < 3600 ? 86_400 : 604_800)) {
    throw validation('Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).');
  }
}

function validation(message: string): CloudWatchError {
  return new CloudWatchError('ValidationError', message);
}
