import type { Faults } from '../faults.ts';
import type { Authority, Leaf, Validity } from '../net/certificate-authority.ts';
import { type Host, hostNames } from './hosts.ts';

const DAY_MS = 86_400_000;

/** The certificate a host shows: a good one, or the bad one that its faults ask for. Each has a key of its own. */
export function issueFor(host: Host, authority: Authority, faults: Faults): Promise<Leaf> {
  const name = faults.has(`tls-wrong-host:${host}`) ? 'www.loventia-staging.test' : hostNames[host];
  return authority.issue([name], chooseValidity(host, faults));
}

function chooseValidity(host: Host, faults: Faults): Validity {
  const fromNow = (days: number) => new Date(Date.now() + days * DAY_MS);
  if (faults.has(`tls-expired:${host}`)) return { notBefore: fromNow(-91), notAfter: fromNow(-1) };
  if (faults.has(`tls-expiring:${host}`)) return { notBefore: fromNow(-85), notAfter: fromNow(5) };
  return {};
}
