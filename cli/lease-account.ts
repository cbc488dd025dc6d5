import { join } from 'node:path';
import { storeRoot } from '../store/folder-store.ts';
import { leaseFirst } from '../store/lease.ts';
import type { Environment } from '../targets/definition/secrets.ts';
import type { Settings } from '../targets/definition/settings.ts';

/** The probe user of a run: a place in the target's pool, or `none` when other runs hold them all. */
export interface AccountLease {
  account: string;
  release(): Promise<void>;
}

const nothingHeld = async () => undefined;

/** Takes a probe user for a run that buys, so that runs beside each other never share one; waits for one to come free. */
export async function leaseAccount(settings: Settings, environment: Environment): Promise<AccountLease> {
  const { target, tiers, runId, waitMs } = settings;
  const buys = tiers.includes('purchase') && (target.billing.mode === 'api' || target.billing.mode === 'hosted');
  if (!buys || !target.auth) return { account: '0', release: nothingHeld };
  const names = [target.auth.probe, ...target.auth.pool].map((_, at) => `account-${at}`);
  const lease = await leaseFirst(join(storeRoot(target, environment), 'leases'), names, runId, waitMs);
  if (!lease) return { account: 'none', release: nothingHeld };
  return { account: lease.name.replace('account-', ''), release: () => lease.release() };
}
