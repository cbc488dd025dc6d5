import type { Diagnosis } from '#diagnosis/model.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { Colors } from '../text/colors.ts';
import { type Entry, layOut } from '../text/entry.ts';
import { count } from '../text/format.ts';
import { folderOf } from './common-entries.ts';

/** What we asked of the target ourselves. */
export const requestsText = ({ requests }: RunRecord): string =>
  `${count(requests.sent, 'request')} of our own, ${requests.refused} of them answered 4xx`;

/** What became of the metrics. */
export function publishText({ publish }: RunRecord): string {
  const { sent, kept, lost, requests, error } = publish;
  if (sent + kept + lost === 0 && !error) return 'no metrics: nothing was published';
  const parts = [`${count(sent, 'datapoint')} to CloudWatch in ${count(requests, 'request')}`];
  if (kept > 0) parts.push(`${kept} kept for the next run`);
  if (lost > 0) parts.push(`${lost} LOST`);
  return [...parts, ...(error ? [error] : [])].join('; ');
}

/** What does not count, and what is to be known of that: it must not be forgotten. */
export function mutedEntries({ checks, warnings = [] }: Pick<RunRecord, 'checks' | 'warnings'>): Entry[] {
  const told = checks.flatMap(({ id, muted, outcome }) =>
    muted ? [`${id} (${outcome}) does not count until ${muted.until}: ${muted.reason} (${muted.owner})`] : [],
  );
  return [...told, ...warnings].map((text) => ({ label: 'Muted', text }));
}

/** The record keeps all of them. */
const mostReasons = 6;

/** What closes every answer: what nobody looked at, why the verdict, what we asked and sent, where it all is. */
export function closing(record: RunRecord, { holds, undecided }: Diagnosis, width: number, paint: Colors): string[] {
  const { notWatched, verdict } = record;
  const holding = holds.map(({ what, rulesOut }) => `${rulesOut} (${what})`).join('; ');
  const entries: Entry[] = [
    ...(verdict.name !== 'ok' && holding ? [{ label: 'Holds', text: `ruled out: ${holding}` }] : []),
    {
      label: 'Unseen',
      text:
        notWatched.length > 0 ? `not watched: ${notWatched.map(({ id }) => id).join(', ')}` : 'everything is watched',
    },
    ...mutedEntries(record),
    ...(undecided.length > 0 ? [{ label: 'Open', text: `not decided: ${undecided.join(', ')}` }] : []),
    ...verdict.reasons
      .slice(0, mostReasons)
      .map(({ verdict: name, message }) => ({ label: 'Why', text: `${name}: ${message}` })),
    ...(verdict.reasons.length > mostReasons
      ? [{ label: 'Why', text: `and ${verdict.reasons.length - mostReasons} more reasons, in the record` }]
      : []),
    { label: 'Exit', text: `${verdict.code} (${verdict.name})` },
    // Of a green run the first screen has said it.
    ...(verdict.name === 'ok'
      ? []
      : [
          { label: 'Asked', text: requestsText(record) },
          { label: 'Sent', text: publishText(record) },
        ]),
    { label: 'Reports', text: `${folderOf(record)}run-record.json` },
  ];
  return entries.flatMap((entry) => layOut(entry, width, paint));
}
