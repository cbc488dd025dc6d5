import { addressesOf } from '#fixtures/http/addresses-of.ts';
import { firstEnding } from '#fixtures/http/certificate.ts';
import { type ConnectionFacts, connect } from '#fixtures/http/connect.ts';
import type { Resolve } from '#fixtures/http/dns-resolver.ts';
import { isBehind } from '#fixtures/http/hung-origins.ts';
import { knownHung } from '#fixtures/http/known-hung.ts';
import { lookAtOthers } from '#fixtures/http/look-at-others.ts';
import { network } from '#fixtures/http/network.ts';
import { handshakeProblemOf } from '#fixtures/http/way-failure.ts';
import { fail, note } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import type { AddressesJudged, AddressSeen } from './addresses.ts';
import { connectionFailure, nameFailure } from './connection-failure.ts';

const dayMs = 86_400_000;

/** The addresses of a host; ends the check when its name does not resolve. */
export async function resolveHost({ hostname }: URL): Promise<string[]> {
  const addresses = await network.resolve(hostname).catch((cause: NodeJS.ErrnoException) => {
    const { code, facts } = nameFailure(hostname, cause.code ?? cause.message);
    fail(code, facts, { cause });
  });
  note({ kind: 'probe', name: hostname, ok: true, detail: addresses.join(', ') });
  return addresses;
}

/** A connection as clients open it, and one to each address of the name where it has several. */
export interface Connections {
  reached: ConnectionFacts;
  each: AddressSeen[];
}

/**
 * Opens connections and closes them again; ends the check in the way that they failed where no address of the name is
 * any better.
 */
export async function openConnections(url: URL, { secure }: { secure: boolean }): Promise<Connections> {
  const asClients: ConnectionFacts = { phases: {}, phase: 'dns' };
  await lookAtOthers(network);
  const waitMs = patienceWith(url, secure ? 'tls' : 'tcp');
  const signal = AbortSignal.timeout(waitMs);
  const [error, each] = await Promise.all([
    touch(url, { secure, signal }, asClients).then(
      () => undefined,
      (cause: unknown) => cause,
    ),
    addressesOf(url).then((addresses) =>
      Promise.all(addresses.map((address) => lookAt(address, url, { secure, waitMs }))),
    ),
  ]);
  const good = each.find((one) => !one.error);
  if (error && !good && signal.aborted) knownHung.timedOut(url.href, waitMs, asClients);
  if (error && !good) failOf(error, url, asClients, signal.aborted ? waitMs : undefined);
  const reached = error && good ? good.reached : asClients;
  for (const [name, ms = 0] of Object.entries(reached.phases)) note({ kind: 'timing', name, ms });
  return { reached, each };
}

/**
 * How long a connection is waited for, in ms: where the run knows that the host hangs, as long as one that is well needs. One
 * that hangs behind what is looked at has all the time: what takes long there is not the host's doing.
 */
const patienceWith = ({ href }: URL, looksAt: 'tcp' | 'tls'): number => {
  const { request } = target.budgets;
  const { ms, reached } = knownHung.patience(href, request);
  return reached && isBehind(reached, looksAt) ? request : Math.max(ms, request / 10);
};

/** @param lateMs how long it was waited for in vain, where that is how it failed. */
function failOf(cause: unknown, { host, hostname }: URL, reached: ConnectionFacts, lateMs: number | undefined): never {
  const isLate = lateMs !== undefined;
  const said = cause instanceof Error ? cause.message : String(cause);
  const detail = isLate ? `no connection in ${lateMs} ms (waiting for ${reached.phase})` : said;
  const isFronted = target.aws !== undefined || Object.keys(target.operations).length > 0;
  const handshake = isLate ? undefined : handshakeProblemOf(cause);
  const seen = {
    host,
    hostname,
    reached,
    errorCode: isLate ? 'ETIMEDOUT' : codeOf(cause),
    detail,
    handshake,
    isFronted,
  };
  const { code, facts } = connectionFailure(seen, new Date());
  const failureClass = isLate ? 'timeout' : code.class;
  return fail(code, facts, { class: failureClass, evidence: certificateLines(reached), cause, party: 'edge' });
}

async function lookAt(
  address: string,
  url: URL,
  { secure, waitMs }: { secure: boolean; waitMs: number },
): Promise<AddressSeen> {
  const reached: ConnectionFacts = { phases: {}, phase: 'dns' };
  const signal = AbortSignal.timeout(waitMs);
  const failed = (cause: unknown) => ({
    code: signal.aborted ? 'ETIMEDOUT' : codeOf(cause),
    detail: cause instanceof Error ? cause.message : String(cause),
  });
  const error = await touch(url, { secure, signal, resolve: async () => [address] }, reached).then(
    () => undefined,
    failed,
  );
  note({ kind: 'probe', name: address, ok: !error, ...(error && { detail: error.detail }) });
  return { address, reached, ...(error && { error }) };
}

/** What is wrong with some of the addresses, as facts; undefined where nothing is. */
export function factsOfAddresses(url: URL, { judged, bad }: AddressesJudged) {
  const [first] = bad;
  if (!first?.error || bad.length === judged.length) return undefined;
  const { code: errorCode, detail } = first.error;
  const got = bad.map(({ address }) => address);
  return { host: url.hostname, count: bad.length, total: judged.length, got, errorCode, detail };
}

const codeOf = (error: unknown) => String((error instanceof Error && Reflect.get(error, 'code')) || 'unknown');

/** Whether a host can be reached at all; for a check that says itself what it means when it cannot. */
export function isReached(url: URL): Promise<boolean> {
  const signal = AbortSignal.timeout(target.budgets.request);
  return touch(url, { secure: false, signal }, { phases: {}, phase: 'dns' }).then(
    () => true,
    () => false,
  );
}

interface Touch {
  secure: boolean;
  signal: AbortSignal;
  resolve?: Resolve;
}

async function touch(url: URL, how: Touch, facts: ConnectionFacts): Promise<void> {
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const socket = await connect({ hostname: url.hostname, port, ...network, ...how }, facts);
  socket.destroy();
}

/** How long what a host shows is good for: the first that ends, of all certificates that it sends at all of its addresses. */
export interface DaysLeft {
  days: number;
  /** Whose certificate it is, where it is not the host's own. */
  issuer?: string;
}

/** Days until the first certificate ends, and its notes for the record. */
export function daysLeft({ reached, each }: Connections, host: string): DaysLeft {
  const shown = [reached, ...each.filter(({ error }) => !error).map((one) => one.reached)].flatMap(
    ({ certificate }) => certificate ?? [],
  );
  const [first] = shown
    .map((certificate) => ({ ...firstEnding(certificate), fingerprint: certificate.fingerprint }))
    .toSorted((a, b) => a.validTo.getTime() - b.validTo.getTime());
  if (!first) throw new Error('a secure connection without a certificate');
  const days = Math.floor((first.validTo.getTime() - Date.now()) / dayMs);
  note({ kind: 'certificate', host, daysLeft: days, fingerprint: first.fingerprint });
  return { days, ...(first.issuer && { issuer: first.issuer }) };
}

const certificateLines = ({ certificate, address }: ConnectionFacts) => [
  ...(address ? [`address ${address}`] : []),
  ...(certificate
    ? [
        `certificate for ${certificate.names.join(', ')} by ${certificate.issuer}, until ${certificate.validTo.toISOString()}`,
      ]
    : []),
];
