import type { RunRecord } from '../../record/run-record.ts';
import type { Before, Cause, Diagnosis, Owner, Rollback } from '../../runbook/diagnosis.ts';
import type { Entry } from '../text/entry.ts';
import { clockMinute } from '../text/format.ts';
import { callEntry, moreEntry, notEntry } from './common-entries.ts';
import { hopsUntilBroken } from './hops.ts';
import { sinceAndChanged } from './since.ts';

/** The answer when one thing is wrong, in the order in which it is asked at night. */
export function causeEntries(cause: Cause, diagnosis: Diagnosis, record: RunRecord, before: Before): Entry[] {
  return [
    { label: 'Cause', text: causeText(cause), yields: 50 },
    { label: 'Hits', text: hitsText(cause, diagnosis), yields: 25 },
    ...hopEntry(cause, record),
    ...sinceAndChanged(cause, record, before),
    ...notEntry(diagnosis),
    ...oneOf(cause),
    ownerEntry(cause),
    ...actionEntries(cause),
    ...elseEntry(cause, record),
    ...logsEntry(cause),
    callEntry(diagnosis, record),
    moreEntry([cause], record),
  ];
}

/** What it means, then what was seen. Several candidates are told by what was seen, and listed below. */
export function causeText({ incidents, message, checks }: Cause): string {
  const more = checks.length > 1 ? ` (and ${checks.length - 1} more)` : '';
  const seen = `${checks[0] ?? 'the runner'}: ${message}${more}`;
  return incidents.length > 1 ? seen : `${incidents[0].title}. ${seen}`;
}

function hitsText({ hits }: Cause, { works }: Diagnosis): string {
  if (works.length === 0 || /all else works/.test(hits)) return hits;
  return `${hits}. All holds in: ${works.join(', ')}`;
}

function hopEntry(cause: Cause, record: RunRecord): Entry[] {
  const hops = cause.checks.some((id) => id.startsWith('billing/')) ? hopsUntilBroken(record) : undefined;
  return hops ? [{ label: 'Hops', text: hops, yields: 22 }] : [];
}

function oneOf({ incidents, decide }: Cause): Entry[] {
  if (incidents.length === 1) return [];
  const listed = incidents.map(({ title }, at) => `${at + 1} ${title}`).join('  ');
  return [
    { label: 'One of', text: `${listed}. ${decide ? 'Do 1 decides' : 'the evidence cannot decide'}`, yields: 60 },
  ];
}

/** Team and rollback on one line: the two things a person on call decides by. */
export const ownerEntry = ({ owner, rollback }: Pick<Cause, 'owner' | 'rollback'>): Entry => ({
  label: 'Owner',
  text: `${ownerText(owner)}   ROLLBACK: ${rollbackText(rollback)}`,
  yields: 35,
});

export const ownerText = ({ team, party, thirdParty }: Owner): string =>
  party === 'third-party' ? `${thirdParty ?? 'third party'} (not ours); ${team} watches` : team;

export function rollbackText({ advice, scope, why }: Rollback): string {
  if (advice === 'yes') return `YES, ${scope === 'api' ? 'API' : 'frontend'} only (${why})`;
  return `${advice.toUpperCase()} (${why})`;
}

function actionEntries({ actions }: Cause): Entry[] {
  return actions.map(({ text, command }, at) => ({
    label: `Do ${at + 1}`,
    text,
    ...(command && { command }),
    ...(at > 0 && { yields: 15, mayGo: true }),
  }));
}

function elseEntry({ otherwise }: Cause, { endedAt }: RunRecord): Entry[] {
  if (!otherwise) return [];
  return [{ label: 'Else', text: `still so at ${clockMinute(otherwise.at, endedAt)}: ${otherwise.text}`, yields: 20 }];
}

function logsEntry({ logs, actions }: Cause): Entry[] {
  if (!logs?.command) return [];
  if (actions.some(({ command }) => command?.startsWith('aws logs'))) return [];
  return [{ label: 'Logs', text: logs.text, command: logs.command, yields: 10, mayGo: true }];
}
