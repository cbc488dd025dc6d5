import type { Faults } from '../faults.ts';
import type { Authority, Leaf, Validity } from './certificate-authority.ts';

const DAY_MS = 86_400_000;

/** A host by what faults call it, with its own name and one that it must not be shown under. */
export interface NamedHost {
  host: string;
  name: string;
  foreignName: string;
}

/** The certificate a host shows: a good one, or the bad one that its faults ask for. Each has a key of its own. */
export function issueFor({ host, name, foreignName }: NamedHost, authority: Authority, faults: Faults): Promise<Leaf> {
  return authority.issue([faults.has(`tls-wrong-host:${host}`) ? foreignName : name], chooseValidity(host, faults));
}

function chooseValidity(host: string, faults: Faults): Validity {
  const fromNow = (days: number) => new Date(Date.now() + days * DAY_MS);
  if (faults.has(`tls-expired:${host}`)) return { notBefore: fromNow(-91), notAfter: fromNow(-1) };
  if (faults.has(`tls-expiring:${host}`)) return { notBefore: fromNow(-85), notAfter: fromNow(5) };
  return {};
}
