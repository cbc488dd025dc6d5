import type { Cause, Diagnosis } from '#diagnosis/model.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { Entry } from '../text/entry.ts';
import { clockMinute } from '../text/format.ts';
import { fitNames } from '../text/wrap.ts';

/** Where a run keeps what it found. */
export const folderOf = ({ id, folder }: Pick<RunRecord, 'id' | 'folder'>): string => folder ?? `reports/${id}/`;

/** What was looked at and holds, so that nobody looks there again. */
export function notEntry({ holds }: Diagnosis, width: number): Entry[] {
  if (holds.length === 0) return [{ label: 'Not', text: 'nothing can be ruled out', yields: 8 }];
  const ending = holds.length > 1 ? ': all hold' : ' holds';
  const names = holds.map(({ what }) => what);
  return [{ label: 'Not', text: fitNames(names, ending, width - 8), yields: 12 }];
}

/** By when it must be taken, and who is next. */
export function callEntry({ escalation, severity, maintenanceUntil }: Diagnosis, { endedAt }: RunRecord): Entry {
  if (maintenanceUntil) return { label: 'Call', text: `nobody: planned maintenance until ${maintenanceUntil}Z` };
  if (!escalation)
    return { label: 'Call', text: `nobody is named: the target has no response for ${severity ?? 'this'}` };
  const call = escalation.call.join(', then ');
  return { label: 'Call', text: `ack due ${clockMinute(escalation.dueAt, endedAt)}; not acked: ${call}`, yields: 26 };
}

/** The check that says so, what else is red because of it, and where the whole story is. */
export function moreEntry(causes: readonly Cause[], record: RunRecord): Entry {
  const because = new Map<string, Set<string>>();
  for (const { layer, ids } of causes.flatMap(({ symptoms }) => symptoms)) {
    because.set(layer, new Set([...(because.get(layer) ?? []), ...ids]));
  }
  const total = [...because.values()].reduce((sum, ids) => sum + ids.size, 0);
  const layers = [...because].map(([layer, ids]) => `${layer} ${ids.size}`).join(', ');
  const so = total > 0 ? `${total} more because of this: ${layers}; ` : '';
  return { label: 'More', text: `${nameOf(causes)}${so}${folderOf(record)}`, yields: 7 };
}

/** By what name the other reports, metrics and alarms know it. Of several causes each is named where it is told. */
function nameOf([only, another]: readonly Cause[]): string {
  const check = another ? undefined : only?.checks[0];
  return only && check ? `${check} (${only.class}); ` : '';
}
