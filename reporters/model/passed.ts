import { byLayer } from '#record/by-layer.ts';
import type { RunRecord } from '#record/run-record.ts';
import { count, seconds } from '../text/format.ts';
import type { Line } from './line.ts';
import { mutedTexts, requestsText, untriedTexts } from './of-the-run.ts';
import { purchasePath } from './purchase-path.ts';
import { runningReleases } from './running-releases.ts';

/** The answer one is glad to see: what held, how fast, what it cost, and what nobody looked at. */
export function passedLines(record: RunRecord): Line[] {
  const { durationMs, expected, notWatched } = record;
  const checks = record.checks.filter(
    ({ outcome, muted, notRun }) => outcome === 'pass' || (!muted && notRun !== 'no-past'),
  );
  const path = purchasePath(record);
  const running = runningReleases(record);
  const unwatched =
    notWatched.length > 0 ? `${count(notWatched.length, 'claim')}, named in the report` : 'nothing is left out';
  return [
    {
      label: 'Held',
      text: `${checks.length} of ${count(expected.length, 'check')} in ${seconds(durationMs)}: ${countsText(checks)}`,
    },
    ...mutedTexts(record).map((text) => ({ label: 'Muted', text })),
    ...untriedTexts(record).map((text) => ({ label: 'Untried', text })),
    ...(path ? [{ label: 'Path', text: path }] : []),
    { label: 'Slowest', text: slowest(record) },
    ...certificates(record),
    ...(running ? [{ label: 'Running', text: running }] : []),
    { label: 'Asked', text: requestsText(record) },
    { label: 'Unseen', text: unwatched },
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

function certificates({ checks }: RunRecord): Line[] {
  const days = new Map(
    checks.flatMap((check) => check.certificates.map(({ host, daysLeft }) => [host, daysLeft] as const)),
  );
  if (days.size === 0) return [];
  const text = [...days].map(([host, left]) => `${host} ${Math.floor(left)}`).join(', ');
  return [{ label: 'Certs', text: `days left: ${text}` }];
}
