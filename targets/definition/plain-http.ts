import { BlockList, isIP } from 'node:net';

/** What is looked at of a target: as it was written, or with its defaults. */
interface WithHosts {
  hosts: Readonly<Record<string, string>>;
  plainHttp: boolean | readonly string[];
}

/** Whether the target says that plain http is meant for the host of this name. */
export const isMeantPlain = (plainHttp: unknown, host: string): boolean =>
  plainHttp === true || (Array.isArray(plainHttp) && plainHttp.includes(host));

/** The hosts of a target that are asked over plain http because it says so. */
export const plainHosts = ({ hosts, plainHttp }: WithHosts): string[] =>
  Object.keys(hosts).filter((host) => {
    const url = URL.parse(hosts[host] ?? '');
    return url?.protocol === 'http:' && !isLoopback(url) && isMeantPlain(plainHttp, host);
  });

export const isLoopback = ({ hostname }: URL): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

const networkOf = (...parts: readonly [network: string, prefix: number][]): BlockList => {
  const list = new BlockList();
  for (const [network, prefix] of parts) list.addSubnet(network, prefix, familyOf(network));
  return list;
};
const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

// Addresses that no way leads to from outside: RFC 1918, RFC 4193, and those of one link (RFC 3927, RFC 4291).
const ofThisMachine = networkOf(['127.0.0.0', 8], ['::1', 128]);
const privateOnes = networkOf(['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['fc00::', 7]);
const others = networkOf(['0.0.0.0', 8], ['169.254.0.0', 16], ['::', 128], ['fe80::', 10]);

/** Whether an address is one of this very machine, an IPv4 address written as one of IPv6 included; so for the two below. */
export const isOwnMachine = (address: string): boolean => ofThisMachine.check(address, familyOf(address));

/** Whether an address is one of a network of a company or of a home. */
export const isPrivateAddress = (address: string): boolean => privateOnes.check(address, familyOf(address));

/** Whether no way leads to an address from outside. */
export const isInsideAddress = (address: string): boolean =>
  [ofThisMachine, privateOnes, others].some((network) => network.check(address, familyOf(address)));

/** Endings of names that are given inside a network alone: `.internal` by ICANN, `.local` by RFC 6762, the others by habit. */
export const insideEndings = ['.internal', '.local', '.lan', '.cluster.local', '.svc'] as const;

/**
 * Whether an address is by its name or number one of a network of its own, which strangers do not listen in on. A name of one
 * word is known inside alone: a service of Compose or Kubernetes, a machine of the house.
 */
export function isInside({ hostname }: URL): boolean {
  const name = hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  if (isIP(name)) return isInsideAddress(name);
  return !name.includes('.') || insideEndings.some((ending) => name.endsWith(ending));
}
