import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import type { Incident } from './incident.ts';
import type { Confidence } from './model.ts';

/** How far to trust a cause, and why: one doubt makes it medium, two or a set of candidates make it low. */
export function confidenceOf(
  incidents: readonly Incident[],
  checks: readonly CheckRecord[],
  record: RunRecord,
): Confidence {
  const doubts: string[] = [];
  if (incidents[0]?.oldSigns.length === 0) doubts.push('no known incident looks like this; named by its class');
  if (checks.some(({ failure }) => failure?.unconfirmed))
    doubts.push('seen once, on a request that may not be repeated');
  if (record.harness.length > 0) doubts.push('Watchpost itself had faults in this run');
  if (record.verdict.name === 'interrupted' || record.verdict.name === 'terminated')
    doubts.push('the run was stopped early');
  if (incidents.length > 1) {
    return { level: 'low', reasons: [`the evidence fits ${incidents.length} incidents`, ...doubts] };
  }
  const tried = checks.reduce((sum, { attempts }) => sum + attempts, 0);
  const grounds = [`checks: ${checks.length}, attempts: ${tried}`];
  if (doubts.length > 0) return { level: doubts.length > 1 ? 'low' : 'medium', reasons: doubts };
  return { level: 'high', reasons: ['the evidence fits one incident', ...grounds] };
}
