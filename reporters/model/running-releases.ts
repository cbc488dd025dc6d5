import { shortRelease } from '#diagnosis/short-release.ts';
import type { RunRecord } from '#record/run-record.ts';

/** The releases that were seen: `api 9ab12f0, app 3f2a9c1d`; nothing when none was. */
export const runningReleases = ({ releases }: Pick<RunRecord, 'releases'>): string =>
  Object.entries(releases)
    .filter(([, seen]) => seen.length > 0)
    .map(([component, seen]) => `${component} ${seen.map(shortRelease).join(' and ')}`)
    .join(', ');
