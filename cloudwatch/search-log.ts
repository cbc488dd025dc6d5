import type { FilteredLogEvent, FilterLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import { loadOptional } from '#record/optional-package.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { clientConfig } from './client.ts';

/** What is looked for in a log group. */
export interface LogSearch {
  region: string;
  logGroup: string;
  /** A filter pattern of CloudWatch Logs. */
  pattern: string;
  /** ISO instants, both included. */
  from: string;
  to: string;
}

/** So much is read at most, whatever the log holds: a question, not an export. */
const mostLines = 100;
const mostPages = 5;
const limitMs = 8_000;

/** The SDK is loaded only when a log is searched: it costs about 100 ms. */
const loadSdk = () => loadOptional(() => import('@aws-sdk/client-cloudwatch-logs'), 'a search of the log');

/**
 * Finds lines of a log group, oldest first, with FilterLogEvents and nothing else: it reads. Bounded in lines, pages and
 * time; the lines are as the app wrote them, not yet redacted.
 *
 * @throws the SDK's error, such as `AccessDeniedException`, or one that says that no answer came in time.
 */
export async function searchLog(search: LogSearch, environment: Environment): Promise<string[]> {
  const { region, logGroup, pattern, from, to } = search;
  const { CloudWatchLogsClient, FilterLogEventsCommand } = await loadSdk();
  const client = new CloudWatchLogsClient(
    clientConfig(region, environment, environment['AWS_ENDPOINT_URL_CLOUDWATCH_LOGS']),
  );
  const range = { startTime: Date.parse(from), endTime: Date.parse(to) };
  const found: FilteredLogEvent[] = [];
  try {
    let nextToken: string | undefined;
    for (let pages = 0; pages < mostPages && found.length < mostLines; pages += 1) {
      const input = { logGroupName: logGroup, filterPattern: pattern, limit: mostLines, ...range, nextToken };
      const sending = client.send(new FilterLogEventsCommand(input), { abortSignal: AbortSignal.timeout(limitMs) });
      const page: FilterLogEventsCommandOutput = await sending;
      found.push(...(page.events ?? []));
      nextToken = page.nextToken;
      if (!nextToken) break;
    }
  } finally {
    client.destroy();
  }
  return found.slice(0, mostLines).map(({ message = '' }) => message.trim());
}
