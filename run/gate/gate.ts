import { networkOf } from '#fixtures/http/network-of.ts';
import { openStore } from '#store/open-store.ts';
import { pastRunOf, recallRuns } from '#store/past-runs.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { loadSettings, type Settings } from '#targets/definition/settings.ts';
import { attempt } from '../our-fault.ts';
import { type Before, releasesBefore, runsBefore } from './before.ts';
import { type Component, componentsOf } from './components.ts';
import { decide, isDoubtful, isSure } from './decision.ts';
import { type Fenced, type FenceOptions, fence } from './fence.ts';
import type { GateOptions } from './gate-options.ts';
import { type Look, lookAt } from './look.ts';
import { type Looked, lookInRounds } from './rounds.ts';
import { type Changed, cameAndWent, changeOf } from './still-served.ts';

/** All that a gate has found out, before it is put into an answer. */
export interface Gated {
  settings: Settings;
  fenced: Fenced;
  before: Before;
  looked?: Looked<Look>;
  /** How the deploy changed under the looks. */
  changed?: Changed;
}

/**
 * Waits for a deploy and looks at it: what was served before is looked at while it is waited for, where no run is known that
 * has.
 *
 * @param tell is told how it goes, a line each.
 * @throws {ConfigError} when nothing has run because it could not be understood.
 */
export async function lookAtDeploy(
  options: GateOptions,
  environment: Environment,
  { signal, tell }: { signal: AbortSignal; tell: (line: string) => void },
): Promise<Gated> {
  const settings = await loadSettings({ ...environment, WATCHPOST_TRIGGER: 'deploy', WATCHPOST_RELEASE: undefined });
  const { target } = settings;
  const components = componentsOf(target, options.releases);
  const known = await beforeOf(options, components, settings, environment, tell);
  const reading: FenceOptions = {
    ...{ target, network: networkOf(target), environment, signal, tell, before: releasesBefore(known) },
    ...{ timeoutMs: options.fenceTimeoutMs, settleMs: target.gate.settleSeconds * 1_000 },
  };
  const [fenced, before] = await waitFor(components, reading, known, environment);
  tell(`${fenced.outcome} after ${Math.round(fenced.waitedMs / 1_000)} s`);
  if (fenced.outcome !== 'arrived') return { settings, fenced, before };
  const first = await look(components, fenced, { settings, before, reading, options, environment });
  const deployed = { before, components: fenced.components, migration: options.migration };
  const { verdict } = decide(first.looked?.rounds ?? [], deployed, target);
  const open = first.changed ? !first.changed.superseded : verdict === 'inconclusive';
  if (!open || signal.aborted) return { settings, fenced, before, ...first };
  tell('this says nothing for certain: once more');
  const again = await fence(components, { ...reading, before: beforeIn(fenced, reading) });
  if (again.outcome !== 'arrived') return { settings, fenced: again, before, ...first };
  const second = await look(components, again, { settings, before, reading, options, environment });
  return { settings, fenced: again, before, ...second };
}

/** What a run said of the time before: the one that was named, else those that the store knows. */
async function beforeOf(
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

/** The fence; beside it, where nobody has looked before, a look at what is still served. */
async function waitFor(
  components: readonly Component[],
  reading: FenceOptions,
  known: Before,
  environment: Environment,
): Promise<[Fenced, Before]> {
  const first = await fence(components, { ...reading, timeoutMs: 0, settleMs: 0, tell: () => undefined });
  const isEarly = first.oldUntil !== undefined && known.runs.length === 0;
  const onward = { ...reading, before: beforeIn(first, reading) };
  if (!isEarly) return [await fence(components, onward), known];
  reading.tell?.('the deploy has not come yet: looking at what is served before it');
  const broken = new AbortController();
  const signal = AbortSignal.any([broken.signal, ...(reading.signal ? [reading.signal] : [])]);
  // What cannot be looked at is told at once, and not when a deploy has come.
  const looking = lookAt('all', 1, environment, reading.signal).catch((error: unknown) => {
    broken.abort();
    throw error;
  });
  const [fenced, { record }] = await Promise.all([fence(components, { ...onward, signal }), looking]);
  const until = Date.parse(fenced.oldUntil ?? first.oldUntil ?? '');
  const inTime = record.checks.filter(
    ({ startedAt, durationMs }) => startedAt && Date.parse(startedAt) + durationMs <= until,
  );
  return [fenced, { runs: [pastRunOf({ ...record, checks: inTime })] }];
}

const beforeIn = ({ components }: Fenced, { before }: FenceOptions): Record<string, string> => ({
  ...Object.fromEntries(components.flatMap(({ name, before: old }) => (old ? [[name, old] as const] : []))),
  ...before,
});

interface Looking {
  settings: Settings;
  before: Before;
  reading: FenceOptions;
  options: GateOptions;
  environment: Environment;
}

async function look(
  components: readonly Component[],
  fenced: Fenced,
  { settings, before, reading, options, environment }: Looking,
): Promise<Pick<Gated, 'looked' | 'changed'>> {
  const deployed = { before, components: fenced.components, migration: options.migration };
  let changed: Changed | undefined;
  const looked = await lookInRounds<Look>({
    rounds: options.rounds,
    bakeMs: options.bakeMs,
    criticalFirst: settings.tiers.includes('http') && !settings.severities && !settings.checks,
    look: async (kind, round) => {
      const one = await lookAt(kind, round, environment, reading.signal);
      reading.tell?.(
        `${kind === 'all' ? `round ${round} of ${options.rounds}` : 'what is critical'}: ${one.record.verdict.name}`,
      );
      return one;
    },
    async changed({ record }) {
      changed =
        cameAndWent(fenced.components, record.releases) ?? (await changeOf(components, fenced.components, reading));
      return changed?.text;
    },
    isSure: (rounds) => isSure(rounds, deployed),
    isDoubtful: (rounds) => isDoubtful(rounds, deployed),
    pause: (ms) => pauseUnless(reading.signal, ms),
    isStopped: () => reading.signal?.aborted ?? false,
  });
  return { looked, ...(changed && { changed }) };
}

function pauseUnless(signal: AbortSignal | undefined, ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  signal?.addEventListener('abort', () => resolve(), { once: true });
  return promise.finally(() => clearTimeout(timer));
}
