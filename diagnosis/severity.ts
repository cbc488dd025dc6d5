import type { CheckRecord } from '#record/run-record.ts';
import { type Severity, severities } from '#record/vocabulary.ts';
import type { Target } from '#targets/target.ts';
import { declaredRequest } from './declared-request.ts';
import { asForRole, hostRole } from './host-role.ts';
import type { Incident } from './incident.ts';

/** What the target says of the check comes first, then the incident; one that any check may meet is as bad as its claim. */
export function severityOf(incident: Incident, check: CheckRecord, target: Target): Severity {
  if (incident.holdsSeverity) return incident.severity;
  const said = saidOf(check, target);
  if (said) return said;
  const isOfAnyCheck = incident.signs.length === 0 || incident.asBadAsClaim;
  if (isOfAnyCheck && check.outcome === 'fail' && !isNobodysFault(check)) return check.severity;
  return asForRole(incident, hostRole(check.id, target)).severity;
}

/** Where everybody meets the product. */
const frontDoor: readonly string[] = ['frontend', 'api'];

/**
 * How bad a cause is by what it brought down: when nobody sees anything any more because of it, it is P0, whatever
 * its own page of the runbook says. Only the target's own word stands above that.
 */
export function severityByEffect(
  own: Severity,
  lead: CheckRecord,
  fallen: readonly CheckRecord[],
  target: Target,
): Severity {
  if (saidOf(lead, target) || isNobodysFault(lead)) return own;
  const shut = fallen.some(
    ({ layer, outcome, severity, muted }) =>
      outcome === 'fail' && severity === 'P0' && frontDoor.includes(layer) && !muted,
  );
  return shut ? 'P0' : own;
}

function saidOf({ id, outcome }: CheckRecord, target: Target): Severity | undefined {
  const { severities: said } = target;
  if (outcome !== 'fail') return undefined;
  return said[id] ?? said[id.split(':')[0] ?? ''] ?? declaredRequest(id, target)?.severity;
}

const isNobodysFault = ({ failure }: CheckRecord) => failure?.party === 'suite' || failure?.party === 'third-party';

/** The worst of some severities. */
export const worst = (all: readonly Severity[]): Severity | undefined =>
  severities.find((severity) => all.includes(severity));
