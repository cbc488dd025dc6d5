import { isMaintenancePage } from '#record/maintenance.ts';
import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { isGeneral } from './general-incidents.ts';
import type { Incident } from './incident.ts';
import { bestSign } from './match-incidents.ts';
import type { Confidence } from './model.ts';

/**
 * How far to trust a cause, and why. High is earned: one incident, recognised by what tells it from its neighbours, and
 * no doubt. What is known by its class alone, fits several incidents or leaves two doubts is low: first find out.
 */
export function confidenceOf(
  incidents: readonly [Incident, ...Incident[]],
  checks: readonly CheckRecord[],
  record: RunRecord,
): Confidence {
  const [incident] = incidents;
  const doubts = doubtsOf(checks, record);
  if (incidents.length > 1)
    return { level: 'low', reasons: [`the evidence fits ${incidents.length} incidents`, ...doubts] };
  if (isGeneral(incident))
    return { level: 'low', reasons: ['no known incident shows like this: named by its class', ...doubts] };
  const all = [...(isVague(incident, checks, record) ? ['shows in a way that others may too'] : []), ...doubts];
  if (all.length > 0) return { level: all.length > 1 ? 'low' : 'medium', reasons: all };
  const tried = checks.reduce((sum, { attempts }) => sum + attempts, 0);
  return { level: 'high', reasons: ['the evidence fits one incident', `checks: ${checks.length}, attempts: ${tried}`] };
}

function doubtsOf(checks: readonly CheckRecord[], record: RunRecord): string[] {
  const doubts: string[] = [];
  if (checks.some(({ failure }) => failure?.unconfirmed)) doubts.push('seen once, on a request that is not repeated');
  if (checks.every(({ failure }) => isMaintenancePage(failure) && failure?.facts.problem === 'asks-to-wait'))
    doubts.push('it asks to come back later and does not say why');
  if (record.harness.length > 0) doubts.push('Watchpost itself had faults in this run');
  if (record.verdict.name === 'interrupted' || record.verdict.name === 'terminated')
    doubts.push('the run was stopped early');
  if (checks.every((check) => isBlind(check, record)))
    doubts.push('perhaps a symptom only: nothing that it rests on was looked at');
  return doubts;
}

/** It rests on claims that the target has, and this run knows nothing of any of them. */
function isBlind({ outcome, needs }: CheckRecord, { checks, notWatched }: RunRecord): boolean {
  const watched = needs.filter((need) => !notWatched.some(({ id }) => id === need));
  const decided = (need: string) => checks.some(({ id, outcome: other }) => id === need && other !== 'not-run');
  return outcome !== 'not-run' && watched.length > 0 && !watched.some(decided);
}

/** Recognised by a common way of failing; what shows in a whole run has no sign and is none of these. */
function isVague(incident: Incident, checks: readonly CheckRecord[], record: RunRecord): boolean {
  if (incident.signs.length === 0) return false;
  const shown = checks.flatMap((check) => bestSign(incident, check, record.checks) ?? []);
  return !shown.some(({ sign }) => !sign.vague);
}
