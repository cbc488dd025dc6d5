import type { MiddlewareHandler } from 'hono';

/** Dates every answer by the server's clock, as its HTTP server would. */
export function stampDate(now: () => number): MiddlewareHandler {
  return async (c, next) => {
    await next();
    c.header('date', new Date(now()).toUTCString());
  };
}
