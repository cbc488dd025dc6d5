import { releaseOfIndex } from '#checks/frontend/seen-releases.ts';
import { accessHeadersOf } from '#fixtures/http/access-headers.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { isRelease } from '#fixtures/http/is-release.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { type Network, ProbeError, probe } from '#fixtures/http/probe.ts';
import { namedElement } from '#fixtures/http/read-elements.ts';
import type { ReleaseMarker } from '#targets/definition/gate.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import type { Target } from '#targets/target.ts';
import type { Component } from './components.ts';

/** What one connection was told: a release, or in words why none. */
export type Reading = { address?: string } & (
  | {
      release: string;
      /** It came out of a cache, in the words of the answer: what is behind that was not seen. */
      cache?: string;
      problem?: never;
    }
  | { problem: string; release?: never; cache?: never }
);

/** How releases are read. */
export interface ReadingOptions {
  target: Pick<Target, 'access' | 'hosts' | 'budgets'>;
  network: Network;
  environment: Environment;
  /** Ends the reading: the gate is to end. */
  signal?: AbortSignal;
}

/** A release has a name; what is longer is something else, and is not repeated whole. */
const longest = 2_000;

/** More addresses of one name are not asked. */
const enough = 8;

/** Asks a component for its release: once at each address of its name, each over a connection of its own. */
export async function readRelease(component: Component, options: ReadingOptions): Promise<Reading[]> {
  const { marker, origin, name } = component;
  if (!marker) return [];
  const { network } = options;
  const { hostname } = new URL(origin);
  const addresses = await network.resolve(hostname).catch((error: Error) => error);
  if (addresses instanceof Error) return [{ problem: `${name}: ${hostname} does not resolve (${addresses.message})` }];
  const each = [...new Set(addresses)].slice(0, enough);
  return Promise.all(each.map((address) => readAt(address, component, marker, options)));
}

async function readAt(
  address: string,
  { origin, expected }: Component,
  marker: ReleaseMarker,
  { target, network, environment, signal }: ReadingOptions,
): Promise<Reading> {
  const { hostname } = new URL(origin);
  const resolve = async (asked: string) => (asked === hostname ? [address] : network.resolve(asked));
  const { secureContext, connectTo, isNamed } = network;
  const request = {
    url: new URL(marker.path, origin).href,
    timeoutMs: target.budgets.request,
    until: signal,
    headers: { 'cache-control': 'no-cache' },
    headersFor: (url: string) => accessHeadersOf(target, environment, url),
    follow: true,
  };
  try {
    const answer = await probe(request, {
      resolve,
      secureContext,
      ...(connectTo && { connectTo }),
      ...(isNamed && { isNamed }),
    });
    return { address, ...releaseIn(answer, marker, expected) };
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error;
    return { address, problem: error.exchange.error ?? 'no answer' };
  }
}

const inWords = ({ in: kind, path, ...named }: ReleaseMarker) => {
  const name = 'name' in named ? named.name : '';
  return kind === 'assets' ? `hashed assets in ${path}` : `${kind} ${name} of ${path}`;
};

function releaseIn(
  answer: HttpResponse,
  marker: ReleaseMarker,
  expected: string | undefined,
): { release: string; cache?: string } | { problem: string } {
  const found = markedBy(answer, marker);
  const written = typeof found === 'string' || typeof found === 'number' ? String(found).trim() : '';
  const release = written.slice(0, longest);
  const isWell = answer.status >= 200 && answer.status <= 299;
  // A failure that names what was deployed is its own; any other may be that of whoever answers in its place.
  if (!isWell && !(release && expected !== undefined && isRelease(release, expected)))
    return { problem: `${marker.path} answered ${answer.status}` };
  const cache = cacheOf(answer);
  return release ? { release, ...(cache && { cache }) } : { problem: `there is no ${inWords(marker)}` };
}

/** Where caches on the way say that they have answered themselves. */
const sayingHit = ['cache-status', 'x-cache', 'x-cache-status', 'x-proxy-cache', 'cf-cache-status', 'x-vercel-cache'];

function cacheOf(answer: HttpResponse): string | undefined {
  const age = answer.header('age');
  if (/^[1-9]\d*$/.test(age)) return `age: ${age}`;
  const hit = sayingHit.find((name) => /\bhit\b/i.test(answer.header(name)));
  return hit && `${hit}: hit`;
}

function markedBy(answer: HttpResponse, marker: ReleaseMarker): unknown {
  if (marker.in === 'json') return valueAt(answer.json(), marker.name);
  if (marker.in === 'header') return answer.header(marker.name.toLowerCase());
  if (marker.in === 'assets') return releaseOfIndex(answer.text(), answer.url);
  return namedElement(answer.text(), 'meta', marker.name, 'content');
}
