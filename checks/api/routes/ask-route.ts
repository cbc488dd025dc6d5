import { urlOf } from '#fixtures/http/hosts.ts';
import { type Http, jsonBody } from '#fixtures/http/http.ts';
import { pooled } from '#fixtures/timing/concurrency.ts';
import type { Route } from '#targets/definition/routes.ts';
import { type Asked, isTaken } from './judge-routes.ts';

/** So many at once, as the users of a route are. */
const width = 5;

/**
 * Asks a route so many times over fresh connections; nothing is tried twice, which would bend the figure. Where it takes at
 * first what it should refuse, it is not asked again: each time may write something.
 */
export async function askRoute(http: Http, host: string, route: Route, requests: number): Promise<Asked> {
  const { method, path, json } = route;
  const options = { method, ...(json !== undefined && jsonBody(json)) };
  const ask = () => http.try(urlOf(host, path), options);
  const first = await ask();
  if (isTaken(route, first)) return { route, answers: [first] };
  return { route, answers: [first, ...(await pooled(requests - 1, width, ask))] };
}
