import type { Faults } from '../faults.ts';
import { createNetwork, type Network as NetworkOf, type NetworkOptions } from '../net/network.ts';
import { type Host, hostNames } from './hosts.ts';

/** Loventia's own small internet. */
export type Network = NetworkOf<Host>;

/** Everything it opens is closed with the stack. */
export const openNetwork = (
  options: Pick<NetworkOptions<Host>, 'latencyMs' | 'jitterMs' | 'slowRoutes'> & { faults: Faults },
  stack: AsyncDisposableStack,
): Promise<Network> =>
  createNetwork(
    { ...options, hostNames, foreignName: 'www.loventia-staging.test', refusedBy: { app: 'frontend-refused' } },
    stack,
  );
