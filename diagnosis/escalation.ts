import type { RunRecord } from '#record/run-record.ts';
import type { Severity } from '#record/vocabulary.ts';
import type { Target } from '#targets/target.ts';
import type { Escalation } from './model.ts';

/**
 * By when someone must have taken it, counted from the end of the run, and who of that layer is called when nobody has.
 * In announced maintenance nobody is.
 */
export function escalationOf(
  severity: Severity,
  layer: string,
  { endedAt, maintenance }: RunRecord,
  target: Target,
): Escalation | undefined {
  const promised = target.response[severity];
  if (!promised || maintenance) return undefined;
  const dueAt = new Date(Date.parse(endedAt) + promised.acknowledgeMinutes * 60_000).toISOString();
  return {
    severity,
    dueAt,
    ...(promised.channel && { channel: promised.channel }),
    call: (promised.callByLayer as Readonly<Record<string, string[]>>)[layer] ?? promised.call,
  };
}
