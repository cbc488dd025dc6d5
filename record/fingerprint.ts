import { z } from 'zod';
import type { Exchange } from './evidence.ts';
import type { CheckRecord, RunRecord } from './run-record.ts';
import { isSameShape } from './same-shape.ts';

/** What a run looked like, small enough to keep: a value a fact, such as `status of GET /ready` → `200`. */
export const fingerprintSchema = z.record(z.string(), z.string());
export type Fingerprint = z.infer<typeof fingerprintSchema>;

/** A fact that is not as it was. */
export interface Difference {
  fact: string;
  /** Nothing when the fact was not there. */
  before: string | undefined;
  now: string | undefined;
  /** The check that saw it; nothing for the run as a whole. */
  check: string | undefined;
}

const separator = ' | ';
const ofShape = 'shape of ';
const ofAddress = 'address of ';
const tellingHeaders = ['server', 'via', 'content-type', 'cache-control', 'access-control-allow-origin'];

/** The facts of a run that should be the same in the next, addresses and certificates among them. */
export function fingerprintOf({ checks, releases }: RunRecord): Fingerprint {
  const ofReleases = Object.entries(releases).map(([component, seen]) => [
    `release of ${component}`,
    seen.join(' and '),
  ]);
  return Object.fromEntries([...ofReleases, ...checks.flatMap(factsOf)]);
}

/** What differs, nearest to the causes first: releases, then what the causes' own checks saw, then the rest. */
export function differences(before: Fingerprint, now: Fingerprint, causes: readonly string[]): Difference[] {
  const facts = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  const networks = new Set(facts.flatMap((fact) => (fact.startsWith(ofAddress) ? networkOf(before[fact]) : [])));
  const changed = facts.filter((fact) => isOther(fact, before[fact], now[fact], networks));
  return changed
    .map((key) => {
      const [fact = key, check] = key.split(separator);
      return { fact, check, before: before[key], now: now[key] };
    })
    .toSorted((a, b) => nearness(a, causes) - nearness(b, causes));
}

/**
 * What one of them lacks may not have been looked at. Load balancers and caches have several addresses, and take turns with them.
 *
 * @param networks of all addresses that were there before.
 */
function isOther(
  fact: string,
  before: string | undefined,
  now: string | undefined,
  networks: ReadonlySet<string>,
): boolean {
  if (before === undefined || now === undefined || before === now) return false;
  if (fact.startsWith(ofAddress)) return networkOf(now).some((network) => !networks.has(network));
  return !(fact.startsWith(ofShape) && isSameShape(before, now));
}

/** The first two numbers of an address: those of one balancer or provider mostly share them. */
const networkOf = (address: string | undefined): string[] =>
  address?.match(/^[\da-f]+[.:][\da-f]*/i)?.slice(0, 1) ?? [];

function nearness({ check }: Difference, causes: readonly string[]): number {
  if (check === undefined) return 0;
  return causes.includes(check) ? 1 : 2;
}

function factsOf(check: CheckRecord): [string, string][] {
  const exchanges = new Map(check.exchanges.map((exchange) => [`${exchange.method} ${pathOf(exchange)}`, exchange]));
  const facts = [...exchanges].flatMap(([name, exchange]) => factsOfExchange(name, exchange));
  const certificates = check.certificates.flatMap(({ host, fingerprint }): [string, string][] =>
    fingerprint ? [[`certificate of ${host}`, fingerprint.slice(0, 23)]] : [],
  );
  return [...facts, ...certificates].map(([fact, value]) => [`${fact}${separator}${check.id}`, value]);
}

function factsOfExchange(name: string, { status, address, headers, bodyShape, error }: Exchange): [string, string][] {
  const seen: [string, string | undefined][] = [
    [`status of ${name}`, error ? 'no answer' : String(status)],
    [`${ofAddress}${name}`, address],
    [`${ofShape}${name}`, bodyShape?.startsWith('{') ? bodyShape : undefined],
    ...tellingHeaders.map((header): [string, string | undefined] => [`${header} of ${name}`, headers[header]]),
  ];
  return seen.filter((fact): fact is [string, string] => fact[1] !== undefined);
}

const pathOf = ({ url }: Exchange) => (URL.canParse(url) ? new URL(url).pathname : url);
