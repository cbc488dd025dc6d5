import { type CloudWatchError, invalid, missing, tooMany } from './cloudwatch-error.ts';
import { dimensionProblems } from './validate-dimensions.ts';
import { valueProblems } from './validate-values.ts';
import { type PutMetricDataInput, UNITS, type WireDatum } from './wire.ts';

const MAX_METRICS = 1000;
const PAST_MS = 14 * 86_400_000;
const FUTURE_MS = 2 * 3_600_000;

/**
 * Everything that PutMetricData refuses in a request, each as the error it would be alone; limits from SDK
 * `PutMetricDataCommand`, `MetricDatum` and `Dimension`. Wordings are the service's where the public record has them:
 * cloud-custodian#2559 (time), aknostic/elasticsearch-cloudwatch#3 (size), boto/botocore#1671 (resolution).
 */
export function metricDataProblems(input: PutMetricDataInput, now: number): CloudWatchError[] {
  const data = listData(input);
  const problems = namespaceProblems(input.Namespace);
  if (data.length === 0) problems.push(missing('MetricData'));
  if (data.length > MAX_METRICS) problems.push(tooMany('MetricData', MAX_METRICS));
  return [...problems, ...data.flatMap(({ datum, path }) => datumProblems(datum, path, now))];
}

/** All data of a request, those with an entity included, each with its path as error messages name it. */
export function listData(input: PutMetricDataInput): { datum: WireDatum; path: string }[] {
  const number = (data: WireDatum[] | undefined, prefix: string) =>
    (data ?? []).map((datum, index) => ({ datum, path: `${prefix}MetricData.member.${index + 1}` }));
  const entities = (input.EntityMetricData ?? []).flatMap(({ MetricData }, index) =>
    number(MetricData, `EntityMetricData.member.${index + 1}.`),
  );
  return [...number(input.MetricData, ''), ...entities];
}

function namespaceProblems(namespace: string | undefined): CloudWatchError[] {
  if (!namespace?.trim()) return [missing('Namespace')];
  // Reserved for the services themselves; characters as in the user guide, cloudwatch_concepts, Namespaces.
  const allowed = /^[^:][\w.\-/#: ]*$/.test(namespace) && namespace.length <= 255 && !namespace.startsWith('AWS/');
  return allowed ? [] : [invalid(`The value ${namespace} for parameter Namespace is invalid.`)];
}

function datumProblems(datum: WireDatum, path: string, now: number): CloudWatchError[] {
  const problems = [...dimensionProblems(datum.Dimensions ?? [], path), ...valueProblems(datum, path)];
  if (!datum.MetricName?.trim()) problems.push(missing(`${path}.MetricName`));
  if (datum.Unit !== undefined && !UNITS.includes(datum.Unit)) problems.push(notInSet(`${path}.Unit`, UNITS));
  const resolution = datum.StorageResolution ?? 60;
  if (resolution !== 1 && resolution !== 60) problems.push(notInSet(`${path}.StorageResolution`, [1, 60]));
  return [...problems, ...timeProblems(datum.Timestamp, path, now)];
}

function timeProblems(timestamp: number | undefined, path: string, now: number): CloudWatchError[] {
  if (timestamp === undefined) return [];
  const age = now - timestamp * 1000;
  const rule = `The parameter ${path}.Timestamp must specify a time`;
  if (age > PAST_MS) return [invalid(`${rule} within the past two weeks.`)];
  return age < -FUTURE_MS ? [invalid(`${rule} no more than two hours in the future.`)] : [];
}

function notInSet(parameter: string, values: readonly (string | number)[]): CloudWatchError {
  return invalid(`The parameter ${parameter} must be a value in the set [ ${values.join(', ')} ].`);
}
