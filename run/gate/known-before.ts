import { openStore } from '#store/open-store.ts';
import { pastRunOf, recallRuns } from '#store/past-runs.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import type { Settings } from '#targets/definition/settings.ts';
import { attempt } from '../our-fault.ts';
import { type Before, runsBefore } from './before.ts';
import type { Component } from './components.ts';
import type { GateOptions } from './gate-options.ts';

/** What a run said of the time before: the one that was named, else those that the store knows. */
export async function knownBefore(
  { baseline, deployedAt, isRollback }: GateOptions,
  components: readonly Component[],
  { target }: Settings,
  environment: Environment,
  tell: (line: string) => void,
): Promise<Before> {
  if (baseline?.maintenance)
    tell('the baseline fell into announced maintenance: it does not say how things stand else');
  if (baseline) return { runs: baseline.maintenance ? [] : [pastRunOf(baseline)] };
  const faults: string[] = [];
  const recall = () => recallRuns(openStore(target, environment));
  const runs = await attempt(faults, 'what scheduled runs have left could not be read', recall, []);
  for (const fault of faults) tell(fault);
  // The way back is compared with what it leads away from, which was served last.
  if (isRollback) return { runs: runs.slice(-1) };
  return runsBefore(runs, components, { startedAt: new Date().toISOString(), deployedAt });
}
