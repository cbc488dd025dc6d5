import type { Context, MiddlewareHandler } from 'hono';

/** Requests a minute. */
export interface RateLimits {
  api: number;
  login: number;
  refresh: number;
  billing: number;
}

export const defaultRateLimits: RateLimits = { api: 300, login: 20, refresh: 120, billing: 60 };

const WINDOW_MS = 60_000;

/** The first prefix that fits names the scope. A request counts in one scope only. */
const scopes: readonly [prefix: string, scope: keyof RateLimits][] = [
  ['/api/auth/login', 'login'],
  ['/api/auth/refresh', 'refresh'],
  ['/api/billing/', 'billing'],
  ['/', 'api'],
];

interface Window {
  used: number;
  endsAt: number;
}

/** Counts each client's requests by the minute, shows the count in `X-RateLimit-*`, and answers 429 past the limit. */
export function limitRate(limits: RateLimits, now: () => number): MiddlewareHandler {
  const windows = new Map<string, Window>();
  return async (c, next) => {
    const scope = scopes.find(([prefix]) => c.req.path.startsWith(prefix))?.[1] ?? 'api';
    const current = countRequest(windows, `${scope} ${clientOf(c)}`, now());
    const remaining = limits[scope] - current.used;
    c.header('x-ratelimit-limit', String(limits[scope]));
    c.header('x-ratelimit-remaining', String(Math.max(0, remaining)));
    c.header('x-ratelimit-reset', String(Math.ceil(current.endsAt / 1000)));
    c.header('x-ratelimit-scope', scope);
    if (remaining >= 0) return next();
    c.header('retry-after', String(Math.max(1, Math.ceil((current.endsAt - now()) / 1000))));
    return c.json({ error: 'Too many requests' }, 429);
  };
}

function countRequest(windows: Map<string, Window>, key: string, now: number): Window {
  const known = windows.get(key);
  const current = known && known.endsAt > now ? known : { used: 0, endsAt: now + WINDOW_MS };
  current.used += 1;
  windows.set(key, current);
  return current;
}

/** All callers share one loopback address; a forwarded one tells them apart, as behind a load balancer. */
function clientOf(c: Context): string {
  return c.req.header('x-forwarded-for')?.split(',')[0]?.trim() ?? 'direct';
}
