import type { Diagnosis } from '#diagnosis/model.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { Target } from '#targets/target.ts';
import type { Entry } from '../text/entry.ts';
import { count, some } from '../text/format.ts';
import { folderOf, notEntry } from './common-entries.ts';

/** The answer when nothing is known to be wrong and the run is not green either: it could not look, or was not asked to. */
export function quietEntries(diagnosis: Diagnosis, record: RunRecord, target: Target, width: number): Entry[] {
  const { name, reasons } = record.verdict;
  const again = `npm run check -- --target ${target.name}`;
  const seen = `${record.checks.filter(({ outcome }) => outcome !== 'not-run').length} of ${record.expected.length}`;
  const why = reasons.find(({ verdict }) => verdict === name)?.message ?? 'the run gives no reason';
  const what = {
    ok: 'every expected check ran and passed',
    failed: 'a claim of the app or its edge does not hold',
    degraded: 'it works, but not as promised',
    inconclusive: `nothing can be said for sure: ${why}`,
    misconfigured: `the run could not look as it was asked to: ${why}`,
    empty: `no check was chosen: ${why}`,
    interrupted: `stopped by hand (SIGINT) after ${seen} checks; what had run is kept`,
    terminated: `stopped from outside (SIGTERM) after ${seen} checks; what had run is kept`,
  }[name];
  const todo = {
    empty: 'Take a filter away: --tier, --layer and --check must leave something that the target has',
    misconfigured: 'Mend what is named above; nothing was asked of the target in vain',
  }[name === 'empty' || name === 'misconfigured' ? name : 'empty'];
  return [
    { label: 'Result', text: what },
    { label: 'Hits', text: 'nobody that we know of' },
    ...notEntry(diagnosis, width),
    ...(diagnosis.undecided.length > 0
      ? [
          {
            label: 'Open',
            text: `${count(diagnosis.undecided.length, 'check')} undecided: ${some(diagnosis.undecided, 6)}`,
            yields: 20,
          },
        ]
      : []),
    { label: 'Owner', text: 'whoever runs Watchpost   ROLLBACK: NO (nothing known against it)' },
    name === 'empty' || name === 'misconfigured'
      ? { label: 'Do 1', text: todo }
      : { label: 'Do 1', text: 'look again', command: again },
    { label: 'Call', text: 'nobody for this run alone' },
    { label: 'More', text: folderOf(record) },
  ];
}
