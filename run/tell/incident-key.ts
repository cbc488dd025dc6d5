import { createHash } from 'node:crypto';
import type { RunRecord } from '#record/run-record.ts';

/** PagerDuty takes no longer one. */
const longest = 255;

/** By what one incident is known everywhere, and to whoever has lost all memory of it: `shop-live/ready-db`. */
export function incidentKey(
  { target, environment }: Pick<RunRecord, 'target' | 'environment'>,
  incident: string,
): string {
  const key = `${target}-${environment}/${incident}`;
  if (key.length <= longest) return key;
  const mark = createHash('sha256').update(key).digest('hex').slice(0, 16);
  return `${key.slice(0, longest - mark.length - 1)}~${mark}`;
}
