import { setTimeout as delay } from 'node:timers/promises';
import { shortRelease } from '#diagnosis/short-release.ts';
import {
  type Arrival,
  arrivalOf,
  arrivedWithGaps,
  isExpected,
  isUntellable,
  lastRelease,
  type Watched,
  whatIsMissing,
} from './arrival.ts';
import type { Component } from './components.ts';
import { type Reading, type ReadingOptions, readRelease } from './read-release.ts';
import { inWordsOfSilence, isTooSilent, listenTo, type Silence } from './silence.ts';

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
  /** `silent`: one that was deployed names no release any more, and the rest is for the checks to say. */
  outcome: 'arrived' | 'missing' | 'superseded' | 'silent' | 'interrupted';
  components: ComponentState[];
  /** What keeps it from having arrived, or is remarkable, a line each. */
  lines: string[];
  waitedMs: number;
  /** ISO instant of the last look at which nothing of the deploy had come yet, where there was one. */
  oldUntil?: string;
}

export interface FenceOptions extends ReadingOptions {
  /** After so long it is given up, in ms. */
  timeoutMs: number;
  /** How long a release that nothing shows is given, in ms. */
  settleMs: number;
  /** How long one that stops naming its release is given to come back, in ms; without end when absent. */
  silentMs?: number;
  /** By component, what earlier runs saw before the deploy. */
  before: Readonly<Record<string, string>>;
  /** Between two looks while nothing has come, in ms. */
  pauseMs?: number;
  /** Is told when something has changed, in a line. */
  tell?: (line: string) => void;
}

/** Between two looks: while nothing has come, unless told otherwise, and once it has; in ms. */
const usualPauseMs = 1_000;
const confirmingMs = 150;

/** Waits until every component that was deployed serves its release, at each of its addresses, several times in a row. */
export async function fence(components: readonly Component[], options: FenceOptions): Promise<Fenced> {
  const started = performance.now();
  const { pauseMs = usualPauseMs, silentMs = Number.POSITIVE_INFINITY } = options;
  const passed = () => performance.now() - started;
  const sweeps = new Map<string, Reading[][]>(components.map(({ name }) => [name, []]));
  const before = new Map(Object.entries(options.before));
  const watchedOf = (component: Component): Watched => {
    const known = before.get(component.name);
    return { component, sweeps: sweeps.get(component.name) ?? [], ...(known && { before: known }) };
  };
  const silence: Silence = new Map();
  const tellNews = newsOnly(options.tell);
  const stopped = abortOf(options.signal);
  let oldUntil: string | undefined;
  for (;;) {
    const reading = components.map(async (component) => ({ component, sweep: await readRelease(component, options) }));
    // A host that hangs is not waited for once the gate is to end.
    const read = await Promise.race([Promise.all(reading), stopped]);
    if (!read) return ended('interrupted');
    for (const { component, sweep } of read) sweeps.get(component.name)?.push(sweep);
    for (const component of components) learnBefore(watchedOf(component), before);
    const all = components.map(watchedOf);
    for (const one of all) listenTo(silence, one, passed());
    if (isNothingNew(all)) oldUntil = new Date().toISOString();
    const states = all.map((one) => (isUntellable(one) ? untold(one, passed(), options) : arrivalOf(one)));
    tellNews(all.flatMap((one, at) => (states[at] === 'waiting' ? lineOf(one, silence) : [])));
    const isSilent = isTooSilent(silence, all, passed(), silentMs);
    const outcome = outcomeOf(states, { isSilent, isLate: passed() >= options.timeoutMs });
    if (outcome) return ended(outcome);
    if (options.signal?.aborted) return ended('interrupted');
    const isNear = all.some((one, at) => states[at] === 'waiting' && isArriving(one));
    await pause(isNear ? Math.min(confirmingMs, pauseMs) : pauseMs, options.signal);
  }

  function ended(outcome: Fenced['outcome']): Fenced {
    const all = components.map(watchedOf);
    const states = all.map((one) => stateOf(one));
    const isSaid = (one: Watched) => outcome === 'silent' && silence.has(one.component.name);
    const lines = all.flatMap((one) => (isSaid(one) ? inWordsOfSilence(one) : remarkOf(one)));
    return { outcome, components: states, lines, waitedMs: Math.round(passed()), ...(oldUntil && { oldUntil }) };
  }
}

function outcomeOf(
  states: readonly Arrival[],
  { isSilent, isLate }: Record<'isSilent' | 'isLate', boolean>,
): Fenced['outcome'] | undefined {
  if (states.every((state) => state === 'arrived')) return 'arrived';
  if (states.includes('gone')) return 'superseded';
  if (isSilent) return 'silent';
  return isLate ? 'missing' : undefined;
}

/** Its last answers are what they should be, or the first have only just come. */
const isArriving = (watched: Watched): boolean =>
  watched.sweeps.length < 4 ||
  (watched.sweeps.at(-1) ?? []).every((one) => one.release && isExpected(one.release, watched));

/** Comes when the gate is to end. */
function abortOf(signal: AbortSignal | undefined): Promise<undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  if (signal?.aborted) resolve(undefined);
  signal?.addEventListener('abort', () => resolve(undefined), { once: true });
  return promise;
}

const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  delay(ms, undefined, signal && { signal }).catch(() => undefined);

/** Tells lines that are not those of the last time. */
function newsOnly(tell: FenceOptions['tell']): (lines: readonly string[]) => void {
  let told = '';
  return (lines) => {
    const news = lines.join('; ');
    if (news && news !== told) tell?.(news);
    told = news;
  };
}

/** What is waited for, in words that stay the same as long as nothing happens; nothing where only a few more reads are missing. */
function lineOf(watched: Watched, silence: Silence): string[] {
  const { component, sweeps } = watched;
  const { name, expected } = component;
  if (isUntellable(watched)) return [`${name}: nothing shows its release, it is given time`];
  if (silence.has(name)) return [inWordsOfSilence(watched)];
  const read = sweeps.flat().flatMap(({ release }) => release ?? []);
  if (read.length === 0) return [`${name} cannot be asked for its release`];
  if (expected === undefined) {
    const several = [...new Set(read)].map(shortRelease);
    return several.length > 1 ? [`${name}, which was not to change, serves ${several.join(' and ')}`] : [];
  }
  const isThere = read.some((release) => isExpected(release, watched));
  return [`${name} ${isThere ? 'begins to serve' : 'does not serve yet'}: ${shortRelease(expected)}`];
}

/**
 * What the first look saw of a component in place of what was deployed is what it served before, whatever earlier runs have
 * seen: between them and this deploy there may have been another.
 */
function learnBefore(watched: Watched, before: Map<string, string>): void {
  const { component, sweeps } = watched;
  const [first = [], ...later] = sweeps;
  if (!component.expected) return;
  if (isUntellable(watched)) {
    // Hashes that change while a deploy is waited for are its own.
    const [old] = first.flatMap(({ release }) => release ?? []);
    if (old && later.flat().some(({ release }) => release && release !== old)) before.set(component.name, old);
    return;
  }
  if (later.length > 0) return;
  const old = first.find(({ release }) => release !== undefined && !isExpected(release, watched))?.release;
  if (old) before.set(component.name, old);
}

/** Nothing of what was deployed shows yet, and would if it were there. */
const isNothingNew = (all: readonly Watched[]): boolean =>
  all.every(isStillOld) && all.some((one) => one.component.expected && !isUntellable(one));

const isStillOld = (watched: Watched): boolean =>
  !watched.component.expected ||
  isUntellable(watched) ||
  (watched.sweeps.at(-1) ?? []).every(({ release }) => release !== undefined && !isExpected(release, watched));

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
  return expected && arrivedWithGaps(watched) ? [whatIsMissing(watched)].filter(Boolean) : [];
}
