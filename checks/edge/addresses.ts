import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { ConnectionFacts } from '#fixtures/http/connect.ts';
import { noWayFromHere } from '#fixtures/http/open-tcp.ts';

/** What became of a connection to one of the addresses of a name. */
export interface AddressSeen {
  address: string;
  reached: ConnectionFacts;
  /** How it failed. */
  error?: { code: string; detail: string };
}

/** Those of several addresses that can be judged from here, and those of them that are bad. */
export interface AddressesJudged {
  judged: AddressSeen[];
  bad: AddressSeen[];
}

/** Which addresses do not take connections. What this machine has no way to says nothing of them. Pure. */
export function deadOnes(seen: readonly AddressSeen[], families: readonly Family[]): AddressesJudged {
  const judged = seen.filter(
    ({ address, error }) =>
      !error || isLoopback(address) || (families.includes(familyOf(address)) && !noWayFromHere.includes(error.code)),
  );
  return { judged, bad: judged.filter(({ error, reached }) => error && reached.phase === 'tcp') };
}

/** Which of the addresses that take connections do not come to a good certificate. Pure. */
export function distrustedOnes(seen: readonly AddressSeen[]): AddressesJudged {
  const judged = seen.filter(({ error, reached }) => !error || reached.phase === 'tls');
  return { judged, bad: judged.filter(({ error }) => error) };
}

type Family = 'IPv4' | 'IPv6';

const familyOf = (address: string): Family => (isIPv6(address) ? 'IPv6' : 'IPv4');

const isLoopback = (address: string) => /^127\.|^::1$/.test(address);

/** The families in which this machine has an address that leads out. */
export function familiesFromHere(): Family[] {
  const own = Object.values(networkInterfaces()).flatMap((found = []) => found);
  const leading = own.filter(({ internal, address }) => !internal && !/^fe[89ab]|^f[cd]/i.test(address));
  return [...new Set(leading.map(({ family }) => family))];
}
