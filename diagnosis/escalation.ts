import type { RunRecord } from '#record/run-record.ts';
import type { Severity } from '#record/vocabulary.ts';
import type { Target } from '#targets/target.ts';
import type { Escalation } from './model.ts';

/** By when someone must have taken it, counted from the end of the run, and who is called when nobody has. */
export function escalationOf(severity: Severity, { endedAt }: RunRecord, { response }: Target): Escalation | undefined {
  const promised = response[severity];
  if (!promised) return undefined;
  const dueAt = new Date(Date.parse(endedAt) + promised.acknowledgeMinutes * 60_000).toISOString();
  return { severity, dueAt, call: promised.call };
}
