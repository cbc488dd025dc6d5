import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { CloudWatchError } from './cloudwatch-error.ts';

/** One request as it was answered. */
export interface CloudWatchLogEntry {
  operation: string;
  status: number;
  /** The error's code, where it was refused. */
  code?: string;
}

interface Service {
  /** Throws `CloudWatchError`; anything else it throws is the service's own fault (500). */
  answer(request: Request, operation: string, raw: Uint8Array): object;
  log(entry: CloudWatchLogEntry): void;
  now(): number;
}

const TARGET = /^GraniteServiceVersion20100801\.(\w+)$/;

/** awsJson1.0: `POST /`, the operation in `x-amz-target`, errors with `__type` and the query-compatible header. */
export function mount({ answer, log, now }: Service): Hono {
  return new Hono().post('/', async (c) => {
    const operation = TARGET.exec(c.req.header('x-amz-target') ?? '')?.[1] ?? '';
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': randomUUID(),
      date: new Date(now()).toUTCString(),
    };
    try {
      const output = answer(c.req.raw, operation, new Uint8Array(await c.req.arrayBuffer()));
      log({ operation, status: 200 });
      return Response.json(output, { headers });
    } catch (error) {
      const refused =
        error instanceof CloudWatchError ? error : new CloudWatchError('InternalServiceError', String(error));
      log({ operation, status: refused.status, code: refused.code });
      return Response.json(refused.toJson(), {
        status: refused.status,
        headers: { ...headers, 'x-amzn-query-error': refused.queryError() },
      });
    }
  });
}
