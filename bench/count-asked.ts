import type { subscribe } from 'node:diagnostics_channel';

/** What was asked of the demo's servers. */
export interface Asked {
  /** Requests that came from no browser. */
  own: number;
  /** Requests that a browser made. */
  browser: number;
  /** TCP connections, for whatever reason. */
  connections: number;
  /** Requests by `<method> <host><path>`, with a star for each id. */
  routes: Record<string, number>;
}

interface Incoming {
  method: string;
  url: string;
  headers: Record<string, string | undefined>;
}

/**
 * Counts what reaches the HTTP servers of this process, on Node's own channels: nothing of the demo knows about it.
 *
 * @returns hands out the counts and begins anew.
 */
export function countAsked(channels: { subscribe: typeof subscribe }): () => Asked {
  let asked = nothing();
  channels.subscribe('net.server.socket', () => {
    asked.connections += 1;
  });
  channels.subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: Incoming };
    if (request.headers['user-agent']?.includes('Chrome/')) asked.browser += 1;
    else asked.own += 1;
    const route = routeOf(request);
    asked.routes[route] = (asked.routes[route] ?? 0) + 1;
  });
  return () => {
    const before = asked;
    asked = nothing();
    return before;
  };
}

const nothing = (): Asked => ({ own: 0, browser: 0, connections: 0, routes: {} });

function routeOf({ method, url, headers }: Incoming): string {
  const host = (headers['host'] ?? '').replace(/:\d+$/, '');
  const path = url.replace(/\?.*$/s, '').replace(/\/assets\/.*$/, '/assets/*');
  return `${method} ${host}${path.replace(/\b(cs_test|evt|sub|cus)_\w+/g, '*')}`;
}
