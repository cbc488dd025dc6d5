import { networkOf } from '#fixtures/http/network-of.ts';
import { pastRunOf } from '#store/past-runs.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { loadSettings, type Settings } from '#targets/definition/settings.ts';
import { publishedBefore } from '../published-before.ts';
import { type Before, releasesBefore } from './before.ts';
import { type Component, componentsOf } from './components.ts';
import { decide, isDoubtful, isSure } from './decision.ts';
import { type Fenced, type FenceOptions, fence } from './fence.ts';
import type { GateOptions } from './gate-options.ts';
import { knownBefore } from './known-before.ts';
import { type Look, lookAt } from './look.ts';
import { LookAhead } from './look-ahead.ts';
import { withoutMeant } from './meant.ts';
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

/** How a wait ended, for whoever watches it. */
const waits: Record<Fenced['outcome'], string> = {
  arrived: 'what was deployed is served',
  missing: 'given up: what was deployed is not what is served',
  superseded: 'a newer deploy has taken its place',
  silent: 'what was deployed names no release any more',
  interrupted: 'stopped',
};

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
  const known = await knownBefore(options, components, settings, environment, tell);
  const reading: FenceOptions = {
    ...{ target, network: networkOf(target), environment, signal, tell, before: releasesBefore(known) },
    ...{ timeoutMs: options.fenceTimeoutMs, settleMs: target.gate.settleSeconds * 1_000 },
  };
  const silentMs = target.gate.silentSeconds * 1_000;
  const waitMs = reading.timeoutMs + reading.settleMs;
  await using ahead = isCriticalFirst(settings) ? await LookAhead.start(environment, waitMs) : undefined;
  const [came, before] = await waitFor(components, { ...reading, silentMs }, known, { settings, options, environment });
  const looking = { settings, before, reading, options, environment, ahead };
  tell(`${waits[came.outcome]}, after ${Math.round(came.waitedMs / 1_000)} s`);
  const meant = came.outcome === 'silent' ? await lookInSilence(components, came, looking) : { fenced: came };
  const { fenced } = meant;
  if (fenced.outcome !== 'arrived') return { settings, before, ...meant };
  const first = await look(components, fenced, looking);
  const open = first.changed ? !first.changed.superseded : verdictOf(first, fenced, looking) === 'inconclusive';
  if (!open || signal.aborted) return { settings, fenced, before, ...first };
  tell('nothing is certain by these looks: waiting for it and looking once more');
  const again = await fence(components, { ...reading, before: beforeIn(fenced, reading) });
  if (again.outcome !== 'arrived') return { settings, fenced: again, before, ...first };
  return { settings, fenced: again, before, ...(await look(components, again, looking)) };
}

/**
 * What was deployed says nothing any more: it is down, or its release cannot be told while all is well. The first is what
 * the checks find; else it is waited for as long as was allowed.
 */
async function lookInSilence(
  components: readonly Component[],
  silent: Fenced,
  looking: Looking,
): Promise<Pick<Gated, 'fenced' | 'looked'>> {
  const { reading, options } = looking;
  reading.tell?.('looking at it as it is');
  const once = { ...looking, options: { ...options, rounds: 1 } };
  const { changed, ...seen } = await look(components, silent, once);
  if (!changed && verdictOf(seen, silent, looking) === 'failed') return { fenced: silent, ...seen };
  const timeoutMs = Math.max(0, reading.timeoutMs - silent.waitedMs);
  const fenced = await fence(components, { ...reading, timeoutMs, before: beforeIn(silent, reading) });
  return { fenced, ...seen };
}

function verdictOf({ looked }: Pick<Gated, 'looked'>, { components }: Fenced, { before, options, settings }: Looking) {
  const deployed = { before, components, migration: options.migration };
  return decide(looked?.rounds ?? [], deployed, settings.target).verdict;
}

/** The fence; beside it, where nobody has looked before, a look at what is still served. */
async function waitFor(
  components: readonly Component[],
  reading: FenceOptions,
  known: Before,
  { settings, options, environment }: Pick<Looking, 'settings' | 'options' | 'environment'>,
): Promise<[Fenced, Before]> {
  const first = await fence(components, { ...reading, timeoutMs: 0, settleMs: 0, tell: () => undefined });
  const onward = { ...reading, before: beforeIn(first, reading) };
  if (known.runs.length > 0) return [await fence(components, onward), known];
  // What was published while the new release was served would take its faults for older ones.
  const instant = options.deployedAt ?? first.oldUntil;
  const published = instant ? publishedBefore(settings.target, instant, environment, reading.tell) : [];
  if (first.oldUntil === undefined) return [await fence(components, onward), { ...known, published: await published }];
  reading.tell?.('nothing new is served yet: looking at what is there before it');
  const broken = new AbortController();
  const signal = AbortSignal.any([broken.signal, ...(reading.signal ? [reading.signal] : [])]);
  // What cannot be looked at is told at once, and not when a deploy has come.
  const looking = lookAt('all', 1, environment, { stop: reading.signal }).catch((error: unknown) => {
    broken.abort();
    throw error;
  });
  const [fenced, { record }] = await Promise.all([fence(components, { ...onward, signal }), looking]);
  const until = Date.parse(fenced.oldUntil ?? first.oldUntil ?? '');
  const inTime = record.checks.filter(
    ({ startedAt, durationMs }) => startedAt && Date.parse(startedAt) + durationMs <= until,
  );
  return [fenced, { ...known, runs: [pastRunOf({ ...record, checks: inTime })], published: await published }];
}

const beforeIn = ({ components }: Fenced, { before }: FenceOptions): Record<string, string> => ({
  ...before,
  ...Object.fromEntries(components.flatMap(({ name, before: old }) => (old ? [[name, old] as const] : []))),
});

interface Looking {
  settings: Settings;
  before: Before;
  reading: FenceOptions;
  options: GateOptions;
  environment: Environment;
  ahead?: LookAhead | undefined;
}

/** Nothing narrower was asked for than what is critical. */
const isCriticalFirst = ({ tiers, severities, checks }: Settings) => tiers.includes('http') && !severities && !checks;

async function look(
  components: readonly Component[],
  fenced: Fenced,
  { settings, before, reading, options, environment, ahead }: Looking,
): Promise<Pick<Gated, 'looked' | 'changed'>> {
  const deployed = { before, components: fenced.components, migration: options.migration };
  let changed: Changed | undefined;
  const looked = await lookInRounds<Look>({
    rounds: options.rounds,
    bakeMs: options.bakeMs,
    criticalFirst: isCriticalFirst(settings),
    look: async (kind, round) => {
      const ready = kind === 'critical' ? ahead?.take() : undefined;
      const seen = await lookAt(kind, round, environment, { stop: reading.signal, ready });
      const one = withoutMeant(isWhole(seen.record, settings) ? { ...seen, kind: 'all' } : seen, fenced.components);
      reading.tell?.(
        `looked at ${one.kind === 'all' ? `everything, ${round} of ${options.rounds}` : 'what is critical'}: ${one.record.verdict.name}`,
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

/** Whether a look at what is critical has left out nothing of what the gate was asked for. */
const isWhole = ({ tiers, milder, expected }: Look['record'], settings: Settings): boolean =>
  milder === undefined && expected.length > 0 && settings.tiers.every((tier) => tiers.includes(tier));

function pauseUnless(signal: AbortSignal | undefined, ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  signal?.addEventListener('abort', () => resolve(), { once: true });
  return promise.finally(() => clearTimeout(timer));
}
