import { releaseOfIndex } from '#checks/frontend/seen-releases.ts';
import { accessHeadersOf } from '#fixtures/http/access-headers.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { type Network, ProbeError, probe } from '#fixtures/http/probe.ts';
import { namedElement } from '#fixtures/http/read-elements.ts';
import type { ReleaseMarker } from '#targets/definition/gate.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import type { Target } from '#targets/target.ts';
import type { Component } from './components.ts';

/** What one connection was told: a release, or in words why none. */
export type Reading = { address?: string } & (
  | { release: string; problem?: never }
  | { problem: string; release?: never }
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
  { origin }: Component,
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
    return { address, ...releaseIn(answer, marker) };
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error;
    return { address, problem: error.exchange.error ?? 'no answer' };
  }
}

const inWords = ({ in: kind, path, ...named }: ReleaseMarker) => {
  const name = 'name' in named ? named.name : '';
  return kind === 'assets' ? `hashed assets in ${path}` : `${kind} ${name} of ${path}`;
};

function releaseIn(answer: HttpResponse, marker: ReleaseMarker): { release: string } | { problem: string } {
  if (answer.status < 200 || answer.status > 299) return { problem: `${marker.path} answered ${answer.status}` };
  const found = markedBy(answer, marker);
  const written = typeof found === 'string' || typeof found === 'number' ? String(found).trim() : '';
  const release = written.slice(0, longest);
  return release ? { release } : { problem: `there is no ${inWords(marker)}` };
}

function markedBy(answer: HttpResponse, marker: ReleaseMarker): unknown {
  if (marker.in === 'json') return valueAt(answer.json(), marker.name);
  if (marker.in === 'header') return answer.header(marker.name.toLowerCase());
  if (marker.in === 'assets') return releaseOfIndex(answer.text(), answer.url);
  return namedElement(answer.text(), 'meta', marker.name, 'content');
}
