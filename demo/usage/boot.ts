import { createSwitches } from '../faults.ts';
import { type BootOptions, type Demo, openGround } from '../ground.ts';
import { createEventStore } from './event-store.ts';
import { usageFaults, usageHosts } from './faults.ts';
import { createService } from './service.ts';

/** A running Usage Metrics API. */
export interface UsageDemo extends Demo<'api'> {
  /** The release that should run. */
  release: string;
}

const release = '1.1.0';
const releaseBefore = '1.0.0';

/** Boots the service behind its load balancer on free loopback ports; nothing on the machine is changed but one temporary folder. */
export async function bootUsage({ faults: ids, ...delays }: BootOptions = {}): Promise<UsageDemo> {
  const faults = createSwitches({ faults: usageFaults, hosts: usageHosts }, ids);
  await using opening = new AsyncDisposableStack();
  const names = { hostNames: { api: 'api.usage.test' }, foreignName: 'www.usage-staging.test' };
  const { network, known } = await openGround({ faults, region: 'eu-central-1', ...delays, ...names }, opening);
  const store = createEventStore(() => !faults.has('write-lost'));
  opening.defer(() => store.close());
  const version = () => (faults.has('stale-version') ? releaseBefore : release);
  await network.open('api', createService({ faults, store, version }).fetch);
  const running = opening.move();
  return { ...known(), release, close: () => running.disposeAsync() };
}
