import type { Cause, Diagnosis, HistoryContext, Owner, Rollback } from '#diagnosis/model.ts';
import type { RunRecord } from '#record/run-record.ts';
import { inUsersWords } from '#record/vocabulary.ts';
import type { Entry } from '../text/entry.ts';
import { clockMinute } from '../text/format.ts';
import { callEntry, moreEntry, notEntry } from './common-entries.ts';
import { hopsUntilBroken } from './hops.ts';
import { sinceAndChanged } from './since.ts';

/** The answer when one thing is wrong, in the order in which it is asked at night. */
export function causeEntries(
  cause: Cause,
  diagnosis: Diagnosis,
  record: RunRecord,
  before: HistoryContext,
  width: number,
): Entry[] {
  const ours = cause.owner.party === 'suite';
  return [
    { label: 'Cause', text: causeText(cause), yields: 50 },
    { label: 'Hits', text: ours ? cause.affected : hitsText(cause, diagnosis), yields: 25 },
    ...hopEntry(cause, record),
    ...(ours ? [] : sinceAndChanged(cause, record, before)),
    ...notEntry(diagnosis, width),
    ...oneOf(cause),
    ownerEntry(cause),
    ...actionEntries(cause),
    ...elseEntry(cause, record),
    ...thenEntry(cause, record),
    ...logsEntry(cause),
    callEntry(diagnosis, record),
    moreEntry([cause], record),
  ];
}

/** What is broken, then what was seen. */
export function causeText({ title, message, checks, outcome }: Cause): string {
  const more = checks.length > 1 && outcome !== 'not-run' ? ` (and ${checks.length - 1} more)` : '';
  return `${title}: ${message}${more}`;
}

function hitsText({ affected }: Cause, { works }: Diagnosis): string {
  const fine = works.filter((layer) => layer !== 'edge').map(inUsersWords);
  return fine.length === 0 || /all else works/.test(affected) ? affected : `${affected}. Fine: ${fine.join(', ')}`;
}

function hopEntry({ checks, outcome }: Cause, record: RunRecord): Entry[] {
  const ofPurchase = outcome !== 'not-run' && checks.some((id) => id.startsWith('billing/'));
  const hops = ofPurchase ? hopsUntilBroken(record) : undefined;
  return hops ? [{ label: 'Hops', text: hops, yields: 22 }] : [];
}

function oneOf({ incidents, disambiguate }: Cause): Entry[] {
  if (incidents.length === 1) return [];
  const listed = incidents.map(({ brief, title }, at) => `${at + 1} ${brief ?? title}`).join('  ');
  const undecided = disambiguate ? '' : ' (the evidence cannot disambiguate)';
  return [{ label: 'One of', text: `${listed}${undecided}`, yields: 60 }];
}

/** Team and rollback on one line: the two things a person on call decides by. */
export const ownerEntry = ({ owner, rollback }: Pick<Cause, 'owner' | 'rollback'>): Entry => ({
  label: 'Owner',
  text: `${ownerText(owner)}   ROLLBACK: ${rollbackText(rollback)}`,
  yields: 35,
});

export const ownerText = ({ team, party, thirdParty }: Owner): string =>
  party === 'third-party' ? `${thirdParty ?? 'third party'}, not us; ${team} watches` : team;

export function rollbackText({ advice, scope, why }: Rollback): string {
  if (advice === 'yes') return `YES, ${scope === 'api' ? 'API' : 'frontend'} only (${why})`;
  return `${advice.toUpperCase()} (${why})`;
}

function actionEntries({ actions }: Cause): Entry[] {
  return actions.map(({ text, command }, at) => ({
    label: `Do ${at + 1}`,
    text,
    yields: 45,
    ...(command && { command }),
    ...(at > 0 && { yields: 28, short: `${text} (command below)` }),
  }));
}

function elseEntry({ otherwise, outcome }: Cause, { endedAt }: RunRecord): Entry[] {
  if (!otherwise) return [];
  const still = outcome === 'fail' ? 'still red' : 'still so';
  return [{ label: 'Else', text: `${still} at ${clockMinute(otherwise.at, endedAt)}: ${otherwise.text}`, yields: 20 }];
}

function logsEntry({ logs, actions }: Cause): Entry[] {
  if (!logs?.command || actions.some(({ command }) => command?.startsWith('aws logs'))) return [];
  return [{ label: 'Logs', command: logs.command, yields: 27, short: 'the command stands below', mayGo: true }];
}

/** A way of repair that the run has tried by itself, and that worked. */
function thenEntry({ checks }: Cause, record: RunRecord): Entry[] {
  const concerned = record.checks.filter(({ id, causedBy }) => [id, ...causedBy].some((one) => checks.includes(one)));
  const evidence = concerned.flatMap(({ failure }) => [failure?.message ?? '', ...(failure?.evidence ?? [])]);
  const [, by] = /(POST \S+)[^\n]*\brepaired it\b/.exec(evidence.join('\n')) ?? [];
  return by ? [{ label: 'Then', text: `${by} repaired the probe: state can be recovered`, yields: 29 }] : [];
}
