import type { RunRecord } from '#record/run-record.ts';

/** A component whose release differs between two runs. */
export interface ReleaseChange {
  component: string;
  from: string;
  to: string;
}

/** What was released between two runs: components that both have seen, with nothing in common. */
export function releaseChanges(previous: RunRecord, record: RunRecord): ReleaseChange[] {
  return Object.entries(record.releases).flatMap(([component, now]) => {
    const before = previous.releases[component] ?? [];
    const differs = before.length > 0 && now.length > 0 && !now.every((release) => before.includes(release));
    return differs ? [{ component, from: shortRelease(before.at(-1)), to: shortRelease(now.at(-1)) }] : [];
  });
}

const assetHash = /-([\w-]{6,12})[\w-]*\.(?:js|css)\b/;
const commit = /^[0-9a-f]{12,}$/;

/** A release in a word: the first hash of a list of asset names, a commit as people write it, else its beginning. */
export const shortRelease = (release = ''): string =>
  assetHash.exec(release)?.[1] ?? release.slice(0, commit.test(release) ? 7 : 12);
