import type { CheckRecord } from '#record/run-record.ts';
import { type Severity, severities } from '#record/vocabulary.ts';
import type { Target } from '#targets/target.ts';
import { hostRole } from './host-role.ts';
import type { Incident } from './incident.ts';

/** What the target says of the check comes first, then the incident; a general incident is as bad as its claim. */
export function severityOf(incident: Incident, check: CheckRecord, target: Target): Severity {
  const said = target.severities[check.id] ?? target.severities[check.id.split(':')[0] ?? ''];
  if (said && check.outcome === 'fail') return said;
  if (incident.oldSigns.length === 0 && check.outcome === 'fail' && !isNobodysFault(check)) return check.severity;
  const role = hostRole(check.id, target);
  return (role && incident.byRole?.[role]?.severity) ?? incident.severity;
}

const isNobodysFault = ({ failure }: CheckRecord) => failure?.party === 'suite' || failure?.party === 'third-party';

/** The worst of some severities. */
export const worst = (all: readonly Severity[]): Severity | undefined =>
  severities.find((severity) => all.includes(severity));
