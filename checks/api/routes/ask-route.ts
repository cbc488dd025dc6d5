import { urlOf } from '#fixtures/http/hosts.ts';
import { type Http, jsonBody } from '#fixtures/http/http.ts';
import { ProbeError } from '#fixtures/http/probe.ts';
import { pooled } from '#fixtures/timing/concurrency.ts';
import type { Route } from '#targets/definition/routes.ts';
import { type Asked, type Got, isTaken } from './judge-routes.ts';

/** So many at once, as the users of a route are. */
const width = 5;

/**
 * Asks a route so many times over fresh connections; nothing is tried twice, which would bend the figure. Where it takes at
 * first what it should refuse, it is not asked again: each time may write something. Where the first few all wait in vain, it
 * hangs, and the others would too.
 */
export async function askRoute(http: Http, host: string, route: Route, requests: number): Promise<Asked> {
  const { method, path, json } = route;
  const options = { method, ...(json !== undefined && jsonBody(json)) };
  const ask = () => http.try(urlOf(host, path), options);
  const first = await ask();
  if (isTaken(route, first)) return { route, answers: [first] };
  const hangs = waitedInVain(first);
  const few = hangs ? [first, ...(await pooled(width - 1, width, ask))] : [first];
  if (hangs && few.every(waitedInVain)) return { route, answers: few };
  return { route, answers: [...few, ...(await pooled(requests - few.length, width, ask))] };
}

const waitedInVain = (got: Got): boolean => got instanceof ProbeError && got.failureClass === 'timeout';
