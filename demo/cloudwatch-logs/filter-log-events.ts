import { LogsError } from './logs-error.ts';

/** One line of a log group. */
export interface LogLine {
  /** Epoch milliseconds. */
  timestamp: number;
  message: string;
}

/** What FilterLogEvents takes, as far as this stand-in reads it; times in epoch milliseconds. */
export interface FilterLogEventsInput {
  logGroupName?: string;
  startTime?: number;
  endTime?: number;
  filterPattern?: string;
  limit?: number;
  nextToken?: string;
}

interface FilterLogEventsOutput {
  events: { logStreamName: string; timestamp: number; message: string; ingestionTime: number; eventId: string }[];
  searchedLogStreams: [];
  nextToken?: string;
}

/** Documented: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
const MOST_EVENTS = 10_000;

/** Lists the lines of a group that lie in a time range and match a pattern, oldest first, a page at a time. */
export function filterLogEvents(
  input: FilterLogEventsInput,
  linesOf: (logGroupName: string) => readonly LogLine[] | undefined,
): FilterLogEventsOutput {
  const { logGroupName = '', startTime = 0, endTime = Number.POSITIVE_INFINITY, filterPattern = '' } = input;
  const { limit = MOST_EVENTS, nextToken = '0' } = input;
  const lines = linesOf(logGroupName);
  if (!lines) throw new LogsError('ResourceNotFoundException', 'The specified log group does not exist.');
  if (limit < 1 || limit > MOST_EVENTS)
    throw new LogsError('InvalidParameterException', `limit ${limit} is not between 1 and ${MOST_EVENTS}`);
  const matches = patternOf(filterPattern);
  const found = lines.filter(({ timestamp, message }) => {
    return timestamp >= startTime && timestamp <= endTime && matches(message);
  });
  const from = Number(nextToken);
  if (!Number.isInteger(from)) throw new LogsError('InvalidParameterException', 'The specified nextToken is invalid.');
  const page = found.slice(from, from + limit);
  return {
    events: page.map(({ timestamp, message }, at) => ({
      logStreamName: 'api/1',
      timestamp,
      message,
      ingestionTime: timestamp,
      eventId: String(from + at).padStart(56, '0'),
    })),
    searchedLogStreams: [],
    ...(from + limit < found.length && { nextToken: String(from + limit) }),
  };
}

/**
 * Patterns for unstructured lines: every term must be there and none that has a dash; or, where all of them have a
 * question mark, one of them: beside others these are passed over. Terms are case-sensitive; quotes hold one together:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
function patternOf(pattern: string): (message: string) => boolean {
  const terms = [...pattern.matchAll(/([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(
    ([, sign = '', quoted, bare = '']) => ({
      sign,
      text: quoted?.replaceAll(/\\(.)/g, '$1') ?? bare,
    }),
  );
  const needed = terms.filter(({ sign }) => sign !== '?');
  if (needed.length === 0 && terms.length > 0) return (message) => terms.some(({ text }) => message.includes(text));
  return (message) => needed.every(({ sign, text }) => message.includes(text) === (sign !== '-'));
}
