import type { Cause, HistoryContext } from '#diagnosis/model.ts';
import { releaseChanges } from '#diagnosis/release-changes.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { Entry } from '../text/entry.ts';
import { clockTime } from '../text/format.ts';
import { runningReleases } from './releases.ts';

/** Since when, and what changed. One line when neither is known. */
export function sinceAndChanged(cause: Cause | undefined, record: RunRecord, before: HistoryContext): Entry[] {
  const since = sinceWhen(cause, record, before);
  const changed = whatChanged(record, before);
  const running = runningReleases(record);
  const now = running ? `; now ${running}` : '';
  if (!since && !changed) {
    return [{ label: 'Since', text: `unknown; Changed unknown (no earlier run)${now}`, yields: 5 }];
  }
  return [
    { label: 'Since', text: since ?? 'unknown', yields: 30 },
    { label: 'Changed', text: changed ?? `unknown${now}`, yields: 30 },
  ];
}

function sinceWhen(cause: Cause | undefined, record: RunRecord, before: HistoryContext): string | undefined {
  const { firstBadAt, lastGoodAt, previous } = before;
  const at = (instant: string) => clockTime(instant, record.endedAt);
  if (firstBadAt) return `first bad ${at(firstBadAt)}, last good ${lastGoodAt ? at(lastGoodAt) : 'unknown'}`;
  if (lastGoodAt) return `last good ${at(lastGoodAt)}; bad now`;
  if (!previous) return undefined;
  const then = previous.checks.find(({ id }) => id === cause?.checks[0])?.outcome;
  if (then === 'pass') return `last good ${at(previous.endedAt)}, first bad in this run`;
  if (then === 'fail' || then === 'degraded') return `already so at ${at(previous.endedAt)}; before that unknown`;
  return `unknown: the run before, at ${at(previous.endedAt)}, did not look`;
}

function whatChanged(record: RunRecord, { changed, previous }: HistoryContext): string | undefined {
  if (changed) return changed;
  if (!previous) return undefined;
  const changes = releaseChanges(previous, record).map(({ component, from, to }) => `${component} ${from} -> ${to}`);
  if (changes.length > 0) return `${changes.join(', ')} since the run before`;
  const same = runningReleases(record);
  return `no release${same ? ` (still ${same})` : ' that shows'}; settings and data unknown`;
}
