import { openCloudWatch } from '../cloudwatch/open-cloudwatch.ts';
import { createSwitches, type FaultSwitches } from '../faults.ts';
import { writeCaFile } from '../net/ca-file.ts';
import { createNetwork } from '../net/network.ts';
import { createEventStore } from './event-store.ts';
import { usageFaults, usageHosts } from './faults.ts';
import { createService } from './service.ts';

export interface UsageBootOptions {
  /** Ids of `usageFaults`; an unknown one throws before anything is opened. */
  faults?: readonly string[];
  /** Added to every answer of every server. Default 0. */
  latencyMs?: number;
  /** Up to so many milliseconds more, by chance, for each answer. Default 0. */
  jitterMs?: number;
}

/** A running Usage Metrics API. */
export interface UsageDemo {
  /** Origins without a trailing slash. */
  urls: { api: string; cloudwatch: string };
  /** The authority that signs its certificate, in a file. */
  caFile: string;
  caPem: string;
  trustedKeys: string[];
  /** Where its name is resolved: `127.0.0.1:<port>`, over UDP. */
  nameServer: string;
  /** The release that should run. */
  release: string;
  aws: { accessKeyId: string; secretAccessKey: string };
  faults: FaultSwitches;
  close(): Promise<void>;
}

const release = '1.1.0';
const releaseBefore = '1.0.0';

/** Boots the service behind its load balancer on free loopback ports; nothing on the machine is changed but one temporary folder. */
export async function bootUsage({
  faults: ids,
  latencyMs = 0,
  jitterMs = 0,
}: UsageBootOptions = {}): Promise<UsageDemo> {
  const faults = createSwitches({ faults: usageFaults, hosts: usageHosts }, ids);
  await using opening = new AsyncDisposableStack();
  const names = { hostNames: { api: 'api.usage.test' }, foreignName: 'www.usage-staging.test' };
  const network = await createNetwork({ faults, latencyMs, jitterMs, ...names }, opening);
  const store = createEventStore(() => !faults.has('write-lost'));
  opening.defer(() => store.close());
  const version = () => (faults.has('stale-version') ? releaseBefore : release);
  await network.open('api', createService({ faults, store, version }).fetch);
  const [caFile, cloudwatch] = await Promise.all([
    writeCaFile(network.caPem, opening),
    openCloudWatch(network, 'eu-central-1'),
  ]);
  const running = opening.move();
  return {
    urls: { api: network.origin('api'), cloudwatch: cloudwatch.url },
    caFile,
    caPem: network.caPem,
    trustedKeys: network.trustedKeys(),
    nameServer: network.nameServer,
    release,
    aws: cloudwatch.access,
    faults,
    close: () => running.disposeAsync(),
  };
}
