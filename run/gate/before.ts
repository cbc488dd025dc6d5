import { isRelease } from '#fixtures/http/is-release.ts';
import type { PastRun } from '#store/past-runs.ts';
import type { Component } from './components.ts';

/** What is known of the time before a deploy. */
export interface Before {
  /** Runs that looked at what was served before, the newest last. */
  runs: readonly PastRun[];
  /** What CloudWatch has of scheduled runs, where no store has them: it only knows what failed. */
  published?: readonly PastRun[];
  /** What somebody should know of it, a line each. */
  remarks?: readonly string[];
}

/** How a claim stood before a deploy. */
export interface ClaimBefore extends Pick<PastRun['claims'][string], 'outcome' | 'class'> {
  /** ISO instant of the end of the first run in which it was not well any more; of the last that saw it well. */
  since: string;
  /** It did not fail; whether it was strained nobody knows. */
  isCoarse?: boolean;
}

/** What is older says little of how things stood before a deploy. */
const longestMs = 36 * 3_600_000;

/**
 * Of the runs that are known, those that looked at what was served before the deploy: one that has seen the new release
 * saw the deploy itself, and would take its faults for older ones. Pure.
 */
export function runsBefore(
  runs: readonly PastRun[],
  components: readonly Component[],
  { startedAt, deployedAt = startedAt }: { startedAt: string; deployedAt?: string | undefined },
): Before {
  const first = runs.findIndex((run) => sawNew(run, components));
  const until = first < 0 ? runs : runs.slice(0, first);
  const oldest = Date.parse(startedAt) - longestMs;
  return { runs: until.filter(({ endedAt }) => endedAt <= deployedAt && Date.parse(endedAt) >= oldest) };
}

/** Whether a run has met what is deployed. Pure. */
export const sawNew = ({ releases }: Pick<PastRun, 'releases'>, components: readonly Component[]): boolean =>
  components.some(({ name, expected }) =>
    (releases[name] ?? []).some((release) => expected !== undefined && isRelease(release, expected)),
  );

/** What each component served before, where a run has seen one release of it. Pure. */
export function releasesBefore({ runs }: Before): Record<string, string> {
  const last = runs.flatMap(({ releases }) => Object.entries(releases)).filter(([, seen]) => seen.length > 0);
  return Object.fromEntries(last.map(([name, seen]) => [name, seen.at(-1) ?? '']));
}

/** How a claim stood last; undefined where no run has looked at it. Pure. */
export function claimBefore({ runs, published = [] }: Before, id: string): ClaimBefore | undefined {
  const all = [...published, ...runs];
  const seen = all.flatMap(({ claims, endedAt }) => (claims[id] ? [{ ...claims[id], endedAt }] : []));
  const last = seen.at(-1);
  if (!last) return undefined;
  const changed = seen.findLastIndex(({ outcome }) => (outcome === 'pass') !== (last.outcome === 'pass'));
  const since = last.outcome === 'pass' ? last.endedAt : (seen[changed + 1] ?? last).endedAt;
  const isCoarse = last.outcome === 'pass' && !runs.some(({ claims }) => claims[id]);
  return { outcome: last.outcome, ...(last.class && { class: last.class }), since, ...(isCoarse && { isCoarse }) };
}
