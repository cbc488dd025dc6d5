import { shortRelease } from '#diagnosis/short-release.ts';
import { isRelease } from '#fixtures/http/is-release.ts';
import type { Component } from './components.ts';
import type { Reading } from './read-release.ts';

/** Reads in a row that make an arrival; more where the release before was seen too. */
const inARow = 3;
const inARowAfterAnother = 10;
/** Where some answers fail it has come all the same, when so many looks have shown no other release. */
const looksWithGaps = 20;
/** So many of the last readings are what is spoken of. */
const lately = 20;

/** What was read of one component, sweep by sweep over its addresses, the newest last. */
export interface Watched {
  component: Component;
  sweeps: readonly (readonly Reading[])[];
  /** What it served before the deploy, where that is known. */
  before?: string;
}

/** Whether a component serves what it should: `gone` where another release than the old one has taken the place. */
export type Arrival = 'arrived' | 'waiting' | 'gone';

/** Whether hashes were named that can be looked for among those of the page: a commit is in none of them. */
const namesAsset = (expected: string) => /\.(js|css)$/.test(expected);
const holds = (release: string, expected: string) =>
  release.split(' ').some((asset) => asset === expected || (expected.length >= 6 && asset.includes(expected)));

/** Whether what was read is the release that was deployed; for a component that was not, whether it is what it was. */
export function isExpected(release: string, { component, sweeps, before }: Watched): boolean {
  const { marker, expected } = component;
  if (expected === undefined) return release === lastRelease(sweeps);
  if (marker?.in !== 'assets') return isRelease(release, expected);
  if (namesAsset(expected) || holds(release, expected)) return holds(release, expected);
  return before !== undefined && release !== before;
}

/** Whether a commit was named where only hashes show, and nothing to compare them with: of this release nothing can be claimed. */
export function isUntellable({ component, sweeps, before }: Watched): boolean {
  const { marker, expected } = component;
  if (marker?.in !== 'assets' || expected === undefined) return !marker;
  return !namesAsset(expected) && !holds(lastRelease(sweeps) ?? '', expected) && before === undefined;
}

/** Judges what was read so far. Pure. */
export function arrivalOf(watched: Watched): Arrival {
  const { component, sweeps, before } = watched;
  const good = sweeps.map((sweep) => sweep.length > 0 && sweep.every(({ release }) => fits(release, watched)));
  const needed = sawAnother(watched) ? inARowAfterAnother : inARow;
  const last = good.slice(-needed);
  if (last.length === needed && last.every(Boolean)) return 'arrived';
  if (arrivedWithGaps(watched)) return 'arrived';
  // Who was not deployed and cannot be read holds nobody up: its checks say what is wrong with it.
  const readable = sweeps.slice(-inARow).some((sweep) => sweep.some(({ release }) => release !== undefined));
  if (component.expected === undefined && sweeps.length >= inARow && !readable) return 'arrived';
  const newest = sweeps.slice(-inARow).flat();
  const another = newest.every(({ release }) => release && release !== before && !fits(release, watched));
  return component.expected && before && sweeps.length >= inARow && another ? 'gone' : 'waiting';
}

/** Every answer that names a release names the right one, and has for long: those that name none fail, and the checks see that too. */
export function arrivedWithGaps(watched: Watched): boolean {
  const isOther = ({ release }: Reading) => release !== undefined && !isExpected(release, watched);
  const since = watched.sweeps.slice(watched.sweeps.findLastIndex((sweep) => sweep.some(isOther)) + 1);
  const whole = since.filter((sweep) => sweep.length > 0 && sweep.every(({ release }) => release !== undefined));
  return since.length >= looksWithGaps && whole.length >= inARowAfterAnother && whole.length < since.length;
}

const fits = (release: string | undefined, watched: Watched) => release !== undefined && isExpected(release, watched);

/** Whether something else was served while it was looked at: then a rollout is under way, and may have left some behind. */
const sawAnother = (watched: Watched): boolean =>
  watched.component.expected !== undefined &&
  watched.sweeps.flat().some(({ release }) => release !== undefined && !isExpected(release, watched));

/** Whether only old answers have come for much longer than ever between two new ones. */
function isTakenBack(areOld: readonly boolean[]): boolean {
  const news = areOld.flatMap((isOld, at) => (isOld ? [] : at));
  const longestGap = Math.max(0, ...news.slice(1).map((at, index) => at - (news[index] ?? 0) - 1));
  const last = areOld.length - 1 - (news.at(-1) ?? 0);
  return last >= inARowAfterAnother && last > 3 * longestGap;
}

/** What it served last, in any answer. */
export const lastRelease = (sweeps: Watched['sweeps']): string | undefined =>
  sweeps.flat().findLast(({ release }) => release !== undefined)?.release;

/** In words what keeps a component from having arrived: who serves what, of how many, and what that looks like; empty where only a few more reads are missing. Pure. */
export function whatIsMissing(watched: Watched): string {
  const { component, sweeps } = watched;
  const { name, expected = 'one release' } = component;
  const all = sweeps.flat();
  const recent = all.slice(-lately);
  const old = recent.filter(({ release }) => release !== undefined && !fits(release, watched));
  const unread = recent.filter(({ problem }) => problem);
  const named = [...new Set(old.map(({ release }) => shortRelease(release)))].join(' and ');
  const wanted = shortRelease(expected);
  if (recent.length === 0) return `${name}: nothing was read`;
  if (unread.length === recent.length) return `${name} could not be asked for its release: ${unread.at(-1)?.problem}`;
  if (old.length === 0 && unread.length === 0) return '';
  if (old.length === 0)
    return `${name}: ${unread.length} of ${recent.length} last reads brought no release (${unread.at(-1)?.problem})`;
  if (!all.some(({ release }) => fits(release, watched)))
    return `${name} never served ${wanted}: ${old.length} of ${recent.length} last reads named ${named}${outOfCache(old)}`;
  return `${name}: ${old.length} of ${recent.length} last reads still named ${named} instead of ${wanted}${outOfCache(old)}; ${reasonOf(watched)}`;
}

/** What a cache keeps is no proof of what is behind it. */
function outOfCache(old: readonly Reading[]): string {
  const cached = old.flatMap(({ cache }) => cache ?? []);
  const which = cached.length === old.length ? '' : `${cached.length} of them `;
  return cached.length === 0 ? '' : `, ${which}out of a cache (${cached.at(-1)}): have its marker kept by none`;
}

/** A rollout goes on while the share of old answers falls; one that has stopped falling is a task that stays behind. */
function reasonOf(watched: Watched): string {
  const all = watched.sweeps.flat();
  const isOld = ({ release }: Reading) => release !== undefined && !fits(release, watched);
  const first = all.findIndex(({ release }) => fits(release, watched));
  const since = all.slice(first);
  const addresses = [...new Set(since.map(({ address }) => address))];
  const behind = addresses.filter((address) => since.filter((one) => one.address === address).every(isOld));
  if (addresses.length > 1 && behind.length > 0 && behind.length < addresses.length)
    return `always at ${behind.join(', ')}: what runs there was not replaced`;
  if (isTakenBack(since.map(isOld))) return 'it had come and is gone again: it was taken back';
  const half = Math.floor(since.length / 2);
  const share = (of: readonly Reading[]) => of.filter(isOld).length / Math.max(1, of.length);
  if (share(since.slice(half)) === 0) return 'it has come only just now';
  const falls = share(since.slice(half)) < share(since.slice(0, half)) * 0.7;
  return falls ? 'their share falls: the rollout is still running' : 'their share does not fall: a task is stuck';
}
