import { openLeases } from '#store/open-leases.ts';
import { openEntries } from '#store/open-purchases.ts';
import { openStore } from '#store/open-store.ts';
import { quietStore } from '#store/quiet-store.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import type { Settings } from '#targets/definition/settings.ts';
import { buys } from './buys.ts';
import { inOneLine } from './our-fault.ts';

/** The probe user of a run: a place in the target's pool, or `none` when other runs hold them all. */
export interface AccountLease {
  account: string;
  /** Why nothing could be held, although the run buys. */
  problem?: string;
  release(): Promise<void>;
}

const nothingHeld = async () => undefined;

/**
 * Takes a probe user for a run that buys, so that runs beside each other never share one; waits for one to come free.
 * A user whose purchase a dead run did not undo comes first: this run undoes it. A gate begins at the other end of the pool:
 * on another machine than the schedule it may not see what that one holds.
 *
 * @param until ends the wait sooner.
 */
export async function leaseAccount(
  settings: Settings,
  environment: Environment,
  until?: AbortSignal,
): Promise<AccountLease> {
  const { target, trigger, runId, waitMs } = settings;
  if (!target.auth || !buys(settings)) return { account: '0', release: nothingHeld };
  const left = (await openEntries(quietStore(openStore(target, environment)))).map(({ account }) => account);
  const all = [target.auth.probe, ...target.auth.pool].map((_, at) => at);
  const own = trigger === 'deploy' ? all.toReversed() : all;
  const order = [...new Set([...left.filter((at) => all.includes(at)), ...own])];
  const names = order.map((at) => `account-${at}`);
  const lease = await openLeases(target, environment).first(names, runId, waitMs, until).catch(inOneLine);
  if (typeof lease === 'string') {
    const problem = `no probe user could be held, so a run beside this one may buy with the same: ${lease}`;
    return { account: String(order[0]), problem, release: nothingHeld };
  }
  if (!lease) return { account: 'none', release: nothingHeld };
  return { account: lease.name.replace('account-', ''), release: () => lease.release() };
}
