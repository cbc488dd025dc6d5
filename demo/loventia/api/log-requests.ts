import { createMiddleware } from 'hono/factory';
import type { ApiEnv } from './context.ts';
import type { LogEntry, RequestLog } from './request-log.ts';

/** Version, trace id, parent id, flags (W3C Trace Context, 3.2). */
const TRACEPARENT = /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}/;

/** The trace id of a caller's `traceparent`. */
export const traceIdOf = (traceparent: string | undefined): string | undefined => traceparent?.match(TRACEPARENT)?.[1];

/** Logs every request once it is answered, with the ids that find it again. */
export function logRequests(log: RequestLog) {
  return createMiddleware<ApiEnv>(async (c, next) => {
    const started = performance.now();
    await next();
    const traceId = traceIdOf(c.req.header('traceparent'));
    log.add({
      level: levelOf(c.res.status),
      message: 'request',
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      durationMs: Math.round(performance.now() - started),
      requestId: c.get('requestId'),
      ...(traceId ? { traceId } : {}),
    });
  });
}

function levelOf(status: number): LogEntry['level'] {
  if (status >= 500) return 'error';
  return status >= 400 ? 'warn' : 'info';
}
