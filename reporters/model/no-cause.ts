import type { Diagnosis } from '#diagnosis/model.ts';
import { shellWord } from '#diagnosis/shell-word.ts';
import { type RunRecord, targetFlagOf } from '#record/run-record.ts';
import type { VerdictName } from '#record/vocabulary.ts';
import { count, some } from '../text/format.ts';
import type { Line } from './line.ts';

/** The answer when nothing is known to be wrong and the run is not green either: it could not look, or was not asked to. */
export function noCauseLines({ undecided }: Diagnosis, record: RunRecord): Line[] {
  const { name } = record.verdict;
  return [
    { label: 'Result', text: resultText(record) },
    ...(undecided.length > 0
      ? [{ label: 'Open', text: `${count(undecided.length, 'check')} undecided: ${some(undecided, 6)}`, most: 2 }]
      : []),
    { label: 'Rollback', text: 'NO: nothing known against the release' },
    name === 'empty' || name === 'misconfigured'
      ? { label: 'Do 1', text: remedies[name] }
      : { label: 'Do 1', text: 'look again', command: `npm run check -- --target ${shellWord(targetFlagOf(record))}` },
    { label: 'Owner', text: 'whoever runs Watchpost; nobody is called for this run alone' },
  ];
}

function resultText({ verdict: { name, reasons }, checks, expected }: RunRecord): string {
  const seen = `${checks.filter(({ outcome }) => outcome !== 'not-run').length} of ${expected.length}`;
  const why = reasons.find(({ verdict }) => verdict === name)?.message ?? 'the run gives no reason';
  const texts: Record<VerdictName, string> = {
    ok: 'every expected check ran and passed',
    failed: 'a claim of the app or its edge does not hold',
    degraded: 'it works, but not as promised',
    inconclusive: `nothing can be said for sure: ${why}`,
    misconfigured: `the run could not look as it was asked to: ${why}`,
    empty: `no check was chosen: ${why}`,
    interrupted: `stopped by hand (SIGINT) after ${seen} checks; what had run is kept`,
    terminated: `stopped from outside (SIGTERM) after ${seen} checks; what had run is kept`,
  };
  return texts[name];
}

const remedies = {
  empty: 'Take a filter away: --tier, --layer and --check must leave something that the target has',
  misconfigured: 'Mend what is named above; nothing was asked of the target in vain',
} as const;
