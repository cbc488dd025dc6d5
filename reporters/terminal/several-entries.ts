import { causeName } from '#diagnosis/cause-name.ts';
import type { Cause, Diagnosis, HistoryContext } from '#diagnosis/model.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { Entry } from '../text/entry.ts';
import { causeText, ownerEntry } from './cause-entries.ts';
import { callEntry, moreEntry, notEntry } from './common-entries.ts';
import { sinceAndChanged } from './since.ts';

/** So many fit on the first screen; the others follow below it. */
const most = 3;

/** The answer when several things are wrong, each for itself. */
export function severalEntries(
  diagnosis: Diagnosis,
  record: RunRecord,
  before: HistoryContext,
  width: number,
): Entry[] {
  const { causes } = diagnosis;
  const rest = causes.slice(most).map((cause) => `${cause.severity} ${causeName(cause)}`);
  return [
    ...causes.slice(0, most).flatMap(oneOfSeveral),
    ...(rest.length > 0 ? [{ label: 'Also', text: rest.join(', '), yields: 40 }] : []),
    ...sinceAndChanged(causes[0], record, before).map((entry) => ({ ...entry, yields: 5, mayGo: true })),
    ...notEntry(diagnosis, width).map((entry) => ({ ...entry, yields: 6, mayGo: true })),
    callEntry(diagnosis, record),
    moreEntry(causes, record),
  ];
}

function oneOfSeveral(cause: Cause, at: number): Entry[] {
  const { severity, evidence, actions, incidents, message } = cause;
  const [seen] = evidence;
  const [action] = actions;
  const candidates = incidents.map(({ brief, title }) => brief ?? title).join(' | ');
  return [
    {
      label: `Cause ${at + 1}`,
      text: `${severity}  ${causeText(cause)}${incidents.length > 1 ? ` (${candidates})` : ''}`,
      yields: 15,
    },
    ...(seen && !message.includes(seen) ? [{ label: '  Seen', text: seen, yields: 3 + at, mayGo: true }] : []),
    { ...ownerEntry(cause), label: '  Owner', yields: 16 },
    ...(action
      ? [
          {
            label: '  Do',
            text: action.text,
            yields: 30 - at,
            ...(action.command && { command: action.command, short: `${action.text} (command below)` }),
          },
        ]
      : []),
  ];
}
