import { CloudWatchError, invalid, missing, tooMany } from './cloudwatch-error.ts';
import type { WireDatum, WireDouble, WireStatisticSet } from './wire.ts';

const MAX_VALUES = 150;
const MAX_MAGNITUDE = 2 ** 360;

/** What PutMetricData refuses in a datum's numbers (SDK type `MetricDatum`). */
export function valueProblems(datum: WireDatum, path: string): CloudWatchError[] {
  const { Value, Values, StatisticValues } = datum;
  return [
    ...choiceProblems(datum, path),
    ...(Value === undefined ? [] : numberProblems(Value, `${path}.Value`)),
    ...(Values ? listProblems(Values, datum.Counts, path) : []),
    ...(StatisticValues ? setProblems(StatisticValues, `${path}.StatisticValues`) : []),
  ];
}

/** Wording of the pair: AdRoll/goamz#355. The documentation does not say what a datum without any number answers. */
function choiceProblems(datum: WireDatum, path: string): CloudWatchError[] {
  const given = (['Value', 'Values', 'StatisticValues'] as const).filter((name) => datum[name] !== undefined);
  if (given.length === 0) return [missing(`${path}.Value`)];
  const [first, second] = given;
  if (second === undefined) return [];
  const pair = `The parameters ${path}.${first} and ${path}.${second}`;
  return [
    new CloudWatchError('InvalidParameterCombination', `${pair} are mutually exclusive and you have specified both.`),
  ];
}

function listProblems(values: WireDouble[], counts: WireDouble[] | undefined, path: string): CloudWatchError[] {
  const problems = [...numbersProblems(values, `${path}.Values`), ...numbersProblems(counts ?? [], `${path}.Counts`)];
  if (values.length === 0) problems.push(missing(`${path}.Values`));
  if (values.length > MAX_VALUES) {
    problems.push(tooMany(`${path}.Values`, MAX_VALUES));
  }
  if (counts && counts.length !== values.length) {
    problems.push(invalid(`The parameters ${path}.Values and ${path}.Counts must have the same size.`));
  }
  return problems;
}

function setProblems(set: WireStatisticSet, path: string): CloudWatchError[] {
  return (['SampleCount', 'Sum', 'Minimum', 'Maximum'] as const).flatMap((name) => {
    const value = set[name];
    return value === undefined ? [missing(`${path}.${name}`)] : numberProblems(value, `${path}.${name}`);
  });
}

function numbersProblems(values: WireDouble[], path: string): CloudWatchError[] {
  return values.flatMap((value, index) => numberProblems(value, `${path}.member.${index + 1}`));
}

/** NaN and the infinities arrive as words. Wording: getmoto/moto#3880. */
function numberProblems(value: WireDouble, parameter: string): CloudWatchError[] {
  const allowed = typeof value === 'number' && Math.abs(value) <= MAX_MAGNITUDE;
  return allowed ? [] : [invalid(`The value ${value} for parameter ${parameter} is invalid.`)];
}
