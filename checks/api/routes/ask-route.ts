import { urlOf } from '#fixtures/http/hosts.ts';
import { type Http, jsonBody } from '#fixtures/http/http.ts';
import { pooled } from '#fixtures/timing/concurrency.ts';
import type { Route } from '#targets/definition/routes.ts';
import type { Asked } from './judge-routes.ts';

/** So many at once, as the users of a route are. */
const width = 5;

/** Asks a route so many times over fresh connections; nothing is tried twice, which would bend the figure. */
export async function askRoute(http: Http, host: string, route: Route, requests: number): Promise<Asked> {
  const { method, path, json } = route;
  const options = { method, ...(json !== undefined && jsonBody(json)) };
  return { route, answers: await pooled(requests, width, () => http.try(urlOf(host, path), options)) };
}
