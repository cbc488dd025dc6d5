import type { Network as NetworkOf } from '../net/network.ts';
import type { Host } from './hosts.ts';

/** The Marketplace's own small internet. */
export type Network = NetworkOf<Host>;
