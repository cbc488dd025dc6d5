import { setTimeout as delay } from 'node:timers/promises';
import {
  type Arrival,
  arrivalOf,
  isExpected,
  isUntellable,
  lastRelease,
  type Watched,
  whatIsMissing,
} from './arrival.ts';
import type { Component } from './components.ts';
import { type Reading, type ReadingOptions, readRelease } from './read-release.ts';

/** How one component stood when the wait was over. */
export interface ComponentState {
  name: string;
  expected?: string;
  /** What it served; undefined where nothing can be claimed. */
  release?: string;
  /** What it served before, where that is known. */
  before?: string;
  /** `unknown`: nothing shows its release, and it was given time instead. */
  state: 'arrived' | 'unknown' | 'missing' | 'gone';
}

/** What waiting for a deploy came to. */
export interface Fenced {
  outcome: 'arrived' | 'missing' | 'superseded' | 'interrupted';
  components: ComponentState[];
  /** What keeps it from having arrived, or is remarkable, a line each. */
  lines: string[];
  waitedMs: number;
  /** The first look saw what was served before: the deploy came while it was waited for. */
  startedBefore: boolean;
}

export interface FenceOptions extends ReadingOptions {
  /** After so long it is given up, in ms. */
  timeoutMs: number;
  /** How long a release that nothing shows is given, in ms. */
  settleMs: number;
  /** By component, what earlier runs saw before the deploy. */
  before: Readonly<Record<string, string>>;
  /** Between two looks while nothing has come, in ms. */
  pauseMs?: number;
  signal?: AbortSignal;
  /** Is told when something has changed, in a line. */
  tell?: (line: string) => void;
}

/** Between two looks: while nothing has come, unless told otherwise, and once it has; in ms. */
const usualPauseMs = 1_000;
const confirmingMs = 150;

/** Waits until every component that was deployed serves its release, at each of its addresses, several times in a row. */
export async function fence(components: readonly Component[], options: FenceOptions): Promise<Fenced> {
  const started = performance.now();
  const { pauseMs = usualPauseMs } = options;
  const passed = () => performance.now() - started;
  const sweeps = new Map<string, Reading[][]>(components.map(({ name }) => [name, []]));
  const before = new Map(Object.entries(options.before));
  const watchedOf = (component: Component): Watched => {
    const known = before.get(component.name);
    return { component, sweeps: sweeps.get(component.name) ?? [], ...(known && { before: known }) };
  };
  let told = '';
  for (;;) {
    await Promise.all(
      components.map(async (component) => sweeps.get(component.name)?.push(await readRelease(component, options))),
    );
    for (const component of components) learnBefore(watchedOf(component), before);
    const all = components.map(watchedOf);
    const states = all.map((one) => (isUntellable(one) ? untold(one, passed(), options) : arrivalOf(one)));
    const lines = all.flatMap((one, at) => (states[at] === 'waiting' ? lineOf(one) || [] : []));
    if (lines.join() !== told && lines.length > 0) options.tell?.(lines.join('; '));
    told = lines.join();
    if (states.every((state) => state === 'arrived')) return ended('arrived');
    if (states.includes('gone')) return ended('superseded');
    if (options.signal?.aborted) return ended('interrupted');
    if (passed() >= options.timeoutMs) return ended('missing');
    const near = all.some(({ sweeps: read }) => read.length < 4) || states.includes('arrived');
    await delay(Math.min(near ? Math.min(confirmingMs, pauseMs) : pauseMs, options.timeoutMs), undefined, {
      ...(options.signal && { signal: options.signal }),
    }).catch(() => undefined);
  }

  function ended(outcome: Fenced['outcome']): Fenced {
    const all = components.map(watchedOf);
    const states = all.map((one) => stateOf(one));
    const lines = all.flatMap((one) => remarkOf(one));
    const startedBefore = all.some(({ sweeps: [first = []], before: old, component: { expected } }) =>
      first.some(({ release }) => expected !== undefined && old !== undefined && release === old),
    );
    return { outcome, components: states, lines, waitedMs: Math.round(passed()), startedBefore };
  }
}

const lineOf = (watched: Watched) =>
  isUntellable(watched)
    ? `${watched.component.name}: nothing shows its release, it is given time`
    : whatIsMissing(watched);

/** What the first look saw of a component in place of what was deployed is what it served before. */
function learnBefore(watched: Watched, before: Map<string, string>): void {
  const { component, sweeps } = watched;
  const [first = [], ...later] = sweeps;
  if (!component.expected || before.has(component.name) || later.length > 0 || isUntellable(watched)) return;
  const old = first.find(({ release }) => release !== undefined && !isExpected(release, watched))?.release;
  if (old) before.set(component.name, old);
}

/** Nothing can be seen of it, so it is given time, and nothing is claimed. */
const untold = ({ component }: Watched, passedMs: number, { settleMs }: FenceOptions): Arrival =>
  component.expected === undefined || passedMs >= settleMs ? 'arrived' : 'waiting';

function stateOf(watched: Watched): ComponentState {
  const { component, sweeps, before } = watched;
  const { name, expected } = component;
  const release = lastRelease(sweeps);
  const arrival = isUntellable(watched) ? 'unknown' : arrivalOf(watched);
  return {
    name,
    ...(expected && { expected }),
    ...(release && { release }),
    ...(before && { before }),
    state: arrival === 'waiting' ? 'missing' : arrival,
  };
}

function remarkOf(watched: Watched): string[] {
  const { component, before } = watched;
  const { name, expected } = component;
  if (isUntellable(watched)) return expected ? [`${name}: nothing shows its release; nothing is claimed of it`] : [];
  const arrival = arrivalOf(watched);
  const release = lastRelease(watched.sweeps);
  if (arrival === 'waiting')
    return [whatIsMissing(watched) || `${name} served ${release} for too short a time to be sure`];
  if (arrival === 'gone') return [`${name} serves ${release}: a newer deploy has taken the place of ${expected}`];
  if (expected && before !== undefined && release === before)
    return [`${name} named ${release} before the deploy as well: it was deployed again, or its marker does not change`];
  return [];
}
