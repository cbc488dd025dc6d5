import type { Faults } from '../faults.ts';
import { createCdn, createHttpRedirect } from './cdn.ts';
import type { Deployment } from './deployment.ts';
import type { Network } from './network.ts';

export interface WebOptions {
  network: Network;
  faults: Faults;
  deployment: Deployment;
}

/** Opens the site, and its plain http side, whose origin it returns. */
export async function openWeb({ network, faults, deployment }: WebOptions): Promise<string> {
  const cdn = createCdn(deployment.site({ apiUrl: () => network.origin('api'), faults }));
  const redirect = createHttpRedirect(() => network.origin('app'));
  const [httpOrigin] = await Promise.all([network.openPlain('app', redirect.fetch), network.open('app', cdn.fetch)]);
  return httpOrigin;
}
