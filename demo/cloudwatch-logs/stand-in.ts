import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { sha256Hex, type Verdict, type Verifier, verifySignature } from '../net/sigv4.ts';
import { type FilterLogEventsInput, filterLogEvents, type LogLine } from './filter-log-events.ts';
import { LogsError } from './logs-error.ts';

export interface CloudWatchLogsOptions {
  /** Keys whose signatures are verified. */
  credentials: readonly { accessKeyId: string; secretAccessKey: string }[];
  region: string;
  /** The lines of a log group, oldest first; undefined for a group that does not exist. */
  linesOf(logGroupName: string): readonly LogLine[] | undefined;
  /** The server's clock, epoch milliseconds. */
  now?: () => number;
}

const TARGET = /^Logs_20140328\.(\w+)$/;

/**
 * As much of CloudWatch Logs as reads a log group, on the wire format of @aws-sdk/client-cloudwatch-logs 3.1162
 * (awsJson1.1). It can only be read: another operation is unknown here.
 */
export function createCloudWatchLogs({ credentials, region, linesOf, now = Date.now }: CloudWatchLogsOptions): Hono {
  const secrets = new Map(credentials.map(({ accessKeyId, secretAccessKey }) => [accessKeyId, secretAccessKey]));
  const verifier: Verifier = { service: 'logs', region, now, secretOf: (id) => secrets.get(id) };

  function answer({ method, url, headers }: Request, raw: Uint8Array): object {
    refuseUnlessSigned(verifySignature({ method, url: new URL(url), headers, payloadHash: sha256Hex(raw) }, verifier));
    const operation = TARGET.exec(headers.get('x-amz-target') ?? '')?.[1];
    if (operation !== 'FilterLogEvents') throw new LogsError('UnknownOperationException', 'Unknown operation');
    return filterLogEvents(inputOf(raw), linesOf);
  }

  return new Hono().post('/', async (c) => {
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() };
    try {
      return Response.json(answer(c.req.raw, new Uint8Array(await c.req.arrayBuffer())), { headers });
    } catch (error) {
      const refused = error instanceof LogsError ? error : new LogsError('ServiceUnavailableException', String(error));
      return Response.json(refused.toJson(), { status: refused.status, headers });
    }
  });
}

function inputOf(raw: Uint8Array): FilterLogEventsInput {
  try {
    return JSON.parse(new TextDecoder().decode(raw));
  } catch (cause) {
    const refused = new LogsError('SerializationException', 'The request body could not be read.');
    throw Object.assign(refused, { cause });
  }
}

/** Errors of all services: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/CommonErrors.html */
function refuseUnlessSigned({ outcome }: Verdict): void {
  if (outcome === 'signed') return;
  if (outcome === 'anonymous') throw new LogsError('MissingAuthenticationTokenException', 'Missing Token');
  if (outcome === 'unknown-key')
    throw new LogsError('UnrecognizedClientException', 'The security token included in the request is invalid.');
  throw new LogsError('InvalidSignatureException', `The request signature does not hold (${outcome}).`);
}
