import type { HistoryContext } from '#diagnosis/model.ts';
import { type Difference, differences, fingerprintOf } from '#record/fingerprint.ts';
import { releasesAfter } from '#record/past.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { History } from '#store/history.ts';

const shown = 3;
const longest = 40;

/** What the history says beside a run: since when what holds, how many red runs in a row, and what is not as it was. */
export function historyContextOf(history: History, record: RunRecord): HistoryContext {
  const { good, claims, redRuns } = history;
  const red = record.verdict.name === 'failed';
  const changes = good && red ? differences(good, fingerprintOf(record), causesOf(record)) : [];
  const [first] = changes;
  return {
    claims,
    releases: releasesAfter(history.releases, record),
    ...(red && !record.maintenance && { redRuns: redRuns + 1 }),
    ...(first && { changed: changes.slice(0, shown).map(inWords).join('; ') }),
  };
}

const causesOf = ({ checks }: RunRecord) =>
  checks.filter(({ outcome, causedBy }) => outcome !== 'pass' && causedBy.length === 0).map(({ id }) => id);

const inWords = ({ fact, before = 'nothing', now = 'nothing' }: Difference) =>
  `${fact} ${short(before)} -> ${short(now)}`;

const short = (value: string) => (value.length > longest ? `${value.slice(0, longest)}…` : value);
