import { byLayer } from '#record/by-layer.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { Entry } from '../text/entry.ts';
import { count, seconds } from '../text/format.ts';
import { folderOf } from './common-entries.ts';
import { mutedEntries, publishText, requestsText } from './footer.ts';
import { hopLine } from './hops.ts';
import { runningReleases } from './releases.ts';

/** The answer one is glad to see: what held, how fast, what it cost, and what nobody looked at. */
export function greenEntries(record: RunRecord): Entry[] {
  const { durationMs, expected, notWatched } = record;
  const checks = record.checks.filter(({ outcome, muted }) => outcome === 'pass' || !muted);
  const hops = hopLine(record);
  const running = runningReleases(record);
  const unwatched =
    notWatched.length > 0 ? `${count(notWatched.length, 'claim')}, listed below` : 'nothing is left out';
  return [
    {
      label: 'Held',
      text: `${checks.length} of ${count(expected.length, 'check')} in ${seconds(durationMs)}: ${countsText(checks)}`,
    },
    ...mutedEntries(record),
    ...(hops ? [{ label: 'Hops', text: hops }] : []),
    { label: 'Slowest', text: slowest(record) },
    ...certificates(record),
    ...(running ? [{ label: 'Running', text: running }] : []),
    { label: 'Asked', text: requestsText(record) },
    { label: 'Sent', text: publishText(record) },
    { label: 'Unseen', text: unwatched },
    { label: 'More', text: folderOf(record) },
  ];
}

const countsText = (checks: RunRecord['checks']) =>
  byLayer(checks)
    .map(([layer, own]) => `${layer} ${own.length}`)
    .join(', ');

const slowest = ({ checks }: RunRecord) =>
  checks
    .toSorted((a, b) => b.durationMs - a.durationMs)
    .slice(0, 3)
    .map(({ id, durationMs }) => `${id} ${seconds(durationMs)}`)
    .join(', ') || 'nothing ran';

function certificates({ checks }: RunRecord): Entry[] {
  const days = new Map(
    checks.flatMap((check) => check.certificates.map(({ host, daysLeft }) => [host, daysLeft] as const)),
  );
  if (days.size === 0) return [];
  const text = [...days].map(([host, left]) => `${host} ${Math.floor(left)}`).join(', ');
  return [{ label: 'Certs', text: `days left: ${text}` }];
}
