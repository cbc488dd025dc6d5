import type { RequestInit, Response } from 'undici';
import type { Faults } from '../faults.ts';
import { createAuthority } from './certificate-authority.ts';
import { issueFor } from './certificates.ts';
import { startNameServer } from './dns-server.ts';
import { type Fetch, listen } from './listen.ts';
import { createLoopbackFetch } from './loopback-fetch.ts';
import { secondAddress } from './second-address.ts';

/** A demo's own small internet: names, certificates and servers on loopback. `Host` is what the demo calls its hosts. */
export interface Network<Host extends string> {
  /** The authority that signs every certificate here. */
  caPem: string;
  /** Where names are resolved, as `127.0.0.1:<port>`. */
  nameServer: string;
  /**
   * Serves a host over TLS on a free port, with the certificate and the refusal its faults ask for.
   *
   * @param other what its second address serves, where names have two.
   */
  open(host: Host, fetch: Fetch, other?: Fetch): Promise<void>;
  /** Serves a host over plain http on a free port and returns its origin. */
  openPlain(host: Host, fetch: Fetch): Promise<string>;
  /** Serves plain http without a name, and returns the origin: `http://127.0.0.1:<port>`. */
  openLocal(fetch: Fetch): Promise<string>;
  /** `https://<name>:<port>`; throws while the host is not open. */
  origin(host: Host): string;
  /** The origins of all hosts that are open. */
  origins(): Record<Host, string>;
  /** A fetch from inside: trusts the demo's authority, and fails for a name that does not resolve. */
  fetch(url: string | URL, init?: RequestInit): Promise<Response>;
  /** SPKI hashes of the certificates a browser may trust: those that are in date and for the right name. */
  trustedKeys(): string[];
}

export interface NetworkOptions<Host extends string> {
  faults: Faults;
  /** Every name that the demo answers for. */
  hostNames: Readonly<Record<Host, string>>;
  /** What a certificate is issued for that is not the host's own. */
  foreignName: string;
  /** Hosts where nothing listens, by the fault that takes them away; asked when a host is opened. */
  refusedBy?: Readonly<Partial<Record<Host, string>>>;
  /** Each name has a second address, where the machine has one; nothing listens there under `address-dead`. */
  twoAddresses?: boolean;
  /** Added to every answer of every server. */
  latencyMs: number;
  /** Added to the answers of single routes: milliseconds by method and the beginning of the path, `POST /webhooks/`. */
  slowRoutes?: Readonly<Record<string, number>>;
  /** Up to so much more, by chance, for each answer. */
  jitterMs: number;
}

/** Everything it opens is closed with the stack. */
export async function createNetwork<Host extends string>(
  options: NetworkOptions<Host>,
  stack: AsyncDisposableStack,
): Promise<Network<Host>> {
  const { faults, hostNames, foreignName, latencyMs, jitterMs, slowRoutes = {} } = options;
  const slow = Object.entries(slowRoutes);
  const delayMs = ({ method, url }: Request) => {
    const route = `${method} ${new URL(url).pathname}`;
    const ofRoute = slow.find(([beginning]) => route.startsWith(beginning))?.[1] ?? 0;
    return latencyMs + Math.random() * jitterMs + ofRoute;
  };
  const authority = await createAuthority();
  const inside = createLoopbackFetch(authority.caPem);
  stack.defer(() => inside.close());
  const hosts = Object.keys(hostNames) as Host[];
  const second = options.twoAddresses ? await secondAddress() : undefined;
  const resolve = (name: string) => {
    const host = hosts.find((one) => hostNames[one] === name);
    return host && !faults.has(`dns:${host}`) ? ['127.0.0.1', ...(second ? [second] : [])] : undefined;
  };
  const nameServer = await startNameServer(resolve);
  stack.defer(() => nameServer.close());
  const origins = new Map<Host, string>();
  const trusted = new Set<string>();
  const refuses = (host: Host) => faults.has(options.refusedBy?.[host] ?? '');
  const serve = async (server: Parameters<typeof listen>[0]) => {
    const listening = await listen({ ...server, delayMs });
    stack.defer(() => listening.close());
    return listening.port;
  };
  return {
    caPem: authority.caPem,
    nameServer: nameServer.address,
    trustedKeys: () => [...trusted],
    async open(host, fetch, other = fetch) {
      const tls = await issueFor({ host, name: hostNames[host], foreignName }, authority, faults);
      const port = await serve({ fetch, tls, refuse: refuses(host) });
      // Whatever this machine hands out for the one address is free at the other, where nobody else listens.
      if (second && !refuses(host) && !faults.has(`address-dead:${host}`))
        await serve({ fetch: other, tls, port, address: second });
      origins.set(host, `https://${hostNames[host]}:${port}`);
      if (!faults.has(`tls-expired:${host}`) && !faults.has(`tls-wrong-host:${host}`)) trusted.add(tls.spkiSha256);
    },
    openPlain: async (host, fetch) => `http://${hostNames[host]}:${await serve({ fetch, refuse: refuses(host) })}`,
    openLocal: async (fetch) => `http://127.0.0.1:${await serve({ fetch })}`,
    origin(host) {
      const origin = origins.get(host);
      if (origin === undefined) throw new Error(`The host "${host}" is not open yet.`);
      return origin;
    },
    origins: () => Object.fromEntries(origins) as Record<Host, string>,
    async fetch(url, init) {
      const { hostname } = new URL(url);
      if (!resolve(hostname)) throw new TypeError(`fetch failed: getaddrinfo ENOTFOUND ${hostname}`);
      return inside.fetch(url, init);
    },
  };
}
