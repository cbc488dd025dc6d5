import type { RunRecord } from '../../record/run-record.ts';
import type { Before, Cause, Diagnosis } from '../../runbook/diagnosis.ts';
import type { Entry } from '../text/entry.ts';
import { causeText, ownerEntry } from './cause-entries.ts';
import { callEntry, moreEntry, notEntry } from './common-entries.ts';
import { sinceAndChanged } from './since.ts';

/** So many fit on the first screen; the others follow below it. */
const most = 3;

/** The answer when several things are wrong, each for itself. */
export function severalEntries(diagnosis: Diagnosis, record: RunRecord, before: Before): Entry[] {
  const { causes } = diagnosis;
  const shown = causes.slice(0, most);
  const rest = causes.slice(most).map(({ checks, severity }) => `${severity} ${checks[0] ?? 'the runner'}`);
  return [
    ...shown.flatMap(oneOfSeveral),
    ...(rest.length > 0 ? [{ label: 'Also', text: rest.join(', '), yields: 40 }] : []),
    ...sinceAndChanged(causes[0], record, before).map((entry) => ({ ...entry, mayGo: true })),
    ...notEntry(diagnosis).map((entry) => ({ ...entry, mayGo: true })),
    callEntry(diagnosis, record),
    moreEntry(causes, record),
  ];
}

function oneOfSeveral(cause: Cause, at: number): Entry[] {
  const [evidence] = cause.evidence;
  const [action] = cause.actions;
  const titles = cause.incidents.length > 1 ? ` One of: ${cause.incidents.map(({ title }) => title).join(' | ')}` : '';
  return [
    { label: `Cause ${at + 1}`, text: `${cause.severity} ${causeText(cause)}${titles}`, yields: 45 },
    ...(evidence ? [{ label: '  Seen', text: evidence, yields: 3 + at, mayGo: true }] : []),
    { ...ownerEntry(cause), label: '  Owner' },
    ...(action
      ? [
          {
            label: '  Do',
            text: action.text,
            ...(action.command && { command: action.command }),
            yields: 20 - at,
            mayGo: true,
          },
        ]
      : []),
  ];
}
