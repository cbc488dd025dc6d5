import type { Context, MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';

const RATE_LIMITS = ['limit', 'remaining', 'reset', 'scope'].map((part) => `x-ratelimit-${part}`);
const EXPOSED = ['x-request-id', 'retry-after', ...RATE_LIMITS];

/**
 * CORS with credentials for the listed origins. A preflight from anywhere else is answered 403; its plain requests are
 * served without CORS headers, so that a browser keeps the answer from the page.
 */
export function allowOrigins(allowed: () => readonly string[]): MiddlewareHandler {
  const withCredentials = cors({ origin: (origin) => origin, credentials: true, maxAge: 600, exposeHeaders: EXPOSED });
  return async (c, next) => {
    const origin = c.req.header('origin');
    if (origin !== undefined && allowed().includes(origin)) return withCredentials(c, next);
    if (isPreflight(c)) return c.json({ error: 'Not allowed by CORS' }, 403, { vary: 'Origin' });
    await next();
    c.header('vary', 'Origin', { append: true });
  };
}

function isPreflight(c: Context): boolean {
  return c.req.method === 'OPTIONS' && c.req.header('access-control-request-method') !== undefined;
}
