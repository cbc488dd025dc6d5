import type { RunRecord } from '#record/run-record.ts';
import { openStore } from '#store/open-store.ts';
import { pastRunOf, recallRuns } from '#store/past-runs.ts';
import { ConfigError } from '#targets/definition/problem.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import type { Settings } from '#targets/definition/settings.ts';
import { attempt } from '../our-fault.ts';
import { type Before, runsBefore, sawNew } from './before.ts';
import type { Component } from './components.ts';
import type { GateOptions } from './gate-options.ts';

/**
 * What a run said of the time before: the one that was named, else those that the store knows.
 *
 * @throws {ConfigError} when the one that was named is of another target or another place of it.
 */
export async function knownBefore(
  options: GateOptions,
  components: readonly Component[],
  { target }: Pick<Settings, 'target'>,
  environment: Environment,
  tell: (line: string) => void,
): Promise<Before> {
  const { baseline, deployedAt, isRollback } = options;
  if (baseline) {
    expectOf(target, baseline);
    const before = saidBy(baseline, options, components);
    for (const remark of before.remarks ?? []) tell(remark);
    return before;
  }
  const faults: string[] = [];
  const recall = () => recallRuns(openStore(target, environment));
  const runs = await attempt(faults, 'what scheduled runs have left could not be read', recall, []);
  for (const fault of faults) tell(fault);
  // The way back is compared with what it leads away from, which was served last.
  if (isRollback) return { runs: runs.slice(-1) };
  return runsBefore(runs, components, { startedAt: new Date().toISOString(), deployedAt });
}

function expectOf({ name, environment }: Settings['target'], baseline: RunRecord): void {
  if (baseline.target === name && baseline.environment === environment) return;
  throw new ConfigError([
    {
      where: '--baseline',
      found: `a run of "${baseline.target}" (${baseline.environment})`,
      expected: `a run of "${name}" (${environment})`,
      remedy: 'name one of this target, or none: then the scheduled runs are taken',
    },
  ]);
}

/** What a baseline says of the time before, and what of it is left out. */
function saidBy(
  baseline: RunRecord,
  { isRollback, deployedAt }: GateOptions,
  components: readonly Component[],
): Before {
  if (baseline.maintenance)
    return nothing('the baseline fell into announced maintenance: it does not say how things stand else');
  if (deployedAt && baseline.endedAt > deployedAt)
    return nothing('the baseline ended after the deploy began: it is none of before');
  const run = pastRunOf(baseline);
  // The release that one goes back to may have been served at any time.
  if (isRollback || !sawNew(baseline, components)) return { runs: [run] };
  const well = Object.entries(run.claims).filter(([, { outcome }]) => outcome === 'pass');
  if (well.length === Object.keys(run.claims).length) return { runs: [run] };
  const remark = 'the baseline has met what is deployed: what was red in it is not taken for older';
  return { runs: [{ ...run, claims: Object.fromEntries(well) }], remarks: [remark] };
}

const nothing = (remark: string): Before => ({ runs: [], remarks: [remark] });
