import { type CloudWatchError, invalid, missing, tooMany } from './cloudwatch-error.ts';
import type { WireDimension } from './wire.ts';

const MAX_DIMENSIONS = 30;

/**
 * What PutMetricData refuses in a datum's dimensions, by SDK type `Dimension`: ASCII without control characters, not
 * blank, a name without a leading colon. A blank value is answered as a missing one (sj26/sidekiq-cloudwatchmetrics#43).
 */
export function dimensionProblems(dimensions: WireDimension[], path: string): CloudWatchError[] {
  const problems = dimensions.flatMap(({ Name, Value }, index) => {
    const at = `${path}.Dimensions.member.${index + 1}`;
    return [
      ...textProblems(Name, `${at}.Name`, 255),
      ...textProblems(Value, `${at}.Value`, 1024),
      ...colonProblems(Name, at),
    ];
  });
  if (dimensions.length > MAX_DIMENSIONS) {
    problems.push(tooMany(`${path}.Dimensions`, MAX_DIMENSIONS));
  }
  return problems;
}

function textProblems(text: string | undefined, parameter: string, maxLength: number): CloudWatchError[] {
  if (!text?.trim()) return [missing(parameter)];
  if (!/^[\x20-\x7e]*$/.test(text)) return [invalid(`The parameter ${parameter} must contain only ASCII characters.`)];
  if (text.length <= maxLength) return [];
  return [invalid(`The parameter ${parameter} must be shorter than ${maxLength + 1} characters.`)];
}

function colonProblems(name: string | undefined, at: string): CloudWatchError[] {
  return name?.startsWith(':') ? [invalid(`The value ${name} for parameter ${at}.Name is invalid.`)] : [];
}
