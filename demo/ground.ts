import { allOpened } from './all-opened.ts';
import { openCloudWatch } from './cloudwatch/open-cloudwatch.ts';
import type { FaultSwitches } from './faults.ts';
import { writeCaFile } from './net/ca-file.ts';
import { createNetwork, type Network, type NetworkOptions } from './net/network.ts';

/** What a demo is booted with. */
export interface BootOptions {
  /** Ids of its faults; an unknown one throws before anything is opened. */
  faults?: readonly string[];
  /** Added to every answer of every server. Default 0. */
  latencyMs?: number;
  /** Up to so many milliseconds more, by chance, for each answer. Default 0. */
  jitterMs?: number;
}

/** What is known of a running demo, whatever it is of. */
export interface Demo<Host extends string> {
  /** Origins without a trailing slash. */
  urls: Record<Host | 'cloudwatch', string>;
  /** The authority that signs its certificates, in a file. */
  caFile: string;
  caPem: string;
  trustedKeys: string[];
  /** Where its names are resolved: `127.0.0.1:<port>`, over UDP. */
  nameServer: string;
  aws: { accessKeyId: string; secretAccessKey: string };
  faults: FaultSwitches;
  close(): Promise<void>;
}

/** What a demo stands on. */
export interface Ground<Host extends string> {
  network: Network<Host>;
  /** What is known of the demo, once its hosts are open. */
  known(): Omit<Demo<Host>, 'close'>;
}

interface GroundOptions<Host extends string>
  extends Omit<NetworkOptions<Host>, 'latencyMs' | 'jitterMs'>,
    Pick<BootOptions, 'latencyMs' | 'jitterMs'> {
  faults: FaultSwitches;
  /** Of its CloudWatch. */
  region: string;
}

/** Opens names, certificates and CloudWatch on free loopback ports; of the machine only a temporary folder changes, and goes with the stack. */
export async function openGround<Host extends string>(
  { region, latencyMs = 0, jitterMs = 0, ...options }: GroundOptions<Host>,
  stack: AsyncDisposableStack,
): Promise<Ground<Host>> {
  const network = await createNetwork({ ...options, latencyMs, jitterMs }, stack);
  const [caFile, cloudwatch] = await allOpened([writeCaFile(network.caPem, stack), openCloudWatch(network, region)]);
  const { caPem, nameServer } = network;
  return {
    network,
    known: () => ({
      urls: { ...network.origins(), cloudwatch: cloudwatch.url },
      ...{ caFile, caPem, nameServer },
      trustedKeys: network.trustedKeys(),
      aws: cloudwatch.access,
      faults: options.faults,
    }),
  };
}
