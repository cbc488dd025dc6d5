import { openEntries } from '#store/open-purchases.ts';
import { openStore } from '#store/open-store.ts';
import { quietStore } from '#store/quiet-store.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import type { Settings } from '#targets/definition/settings.ts';
import { buys } from '../buys.ts';
import { inOneLine } from '../our-fault.ts';
import { runSweep } from '../run-sweep.ts';

/**
 * Takes back what runs have bought that died before they could, ahead of a run of the schedule that buys: nobody has to
 * call the sweep. Probe users that a living run holds are left alone. Costs one look into the store where nothing is left.
 *
 * @returns in words why something may be left; undefined where nothing is.
 */
export async function sweepDeadRuns(settings: Settings, environment: Environment): Promise<string | undefined> {
  const { target, trigger } = settings;
  if (trigger !== 'schedule' || !buys(settings)) return undefined;
  const open = await openEntries(quietStore(openStore(target, environment)));
  if (open.length === 0) return undefined;
  const code = await runSweep('--dead-runs', { ...environment, WATCHPOST_ACCOUNT: 'none' }).catch(inOneLine);
  if (code === 0) return undefined;
  const runs = open.map(({ run }) => run).join(', ');
  return `what dead runs have bought could not be taken back (the sweep ended with ${code ?? 'a time-out'}): ${runs}`;
}
