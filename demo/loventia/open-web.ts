import { Hono } from 'hono';
import type { Faults } from '../faults.ts';
import { type Planted, plantInSite } from './canaries.ts';
import { createCdn, createHttpRedirect } from './cdn.ts';
import type { Deployment } from './deployment.ts';
import type { Network } from './network.ts';

export interface WebOptions {
  network: Network;
  faults: Faults;
  deployment: Deployment;
  planted?: Planted | undefined;
}

/** Opens the site, and its plain http side, whose origin it returns. */
export async function openWeb({ network, faults, deployment, planted }: WebOptions): Promise<string> {
  const cdn = createCdn(deployment.site({ apiUrl: () => network.origin('api'), faults }));
  const site = planted
    ? new Hono().use(plantInSite(planted, () => faults.has('blank-page'))).mount('/', cdn.fetch)
    : cdn;
  const redirect = createHttpRedirect(() => network.origin('app'));
  const plain = (request: Request) => (faults.has('no-https-redirect') ? site : redirect).fetch(request);
  const [httpOrigin] = await Promise.all([network.openPlain('app', plain), network.open('app', site.fetch)]);
  return httpOrigin;
}
