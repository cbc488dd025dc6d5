import { expectsMaintenance } from '#record/maintenance.ts';
import type { RunRecord } from '#record/run-record.ts';
import { severities } from '#record/vocabulary.ts';
import type { Target } from '#targets/target.ts';
import { withoutCauses } from './calm.ts';
import { causeOf, harnessCause } from './cause.ts';
import type { Finding } from './finding.ts';
import { findingsOf, outcomeOrder } from './findings.ts';
import { generalIncident } from './general-incidents.ts';
import type { Incident } from './incident.ts';
import { maintenanceAnnounced, maintenancePage } from './maintenance-incidents.ts';
import type { Cause, Diagnosis, HistoryContext } from './model.ts';
import { worst } from './severity.ts';
import { symptomsOf } from './symptoms.ts';

/**
 * Says what a run means: the independent causes with their incidents, whom they hit and who answers, what they are not,
 * and by when someone must have taken them. Pure; what the record does not say stays unknown.
 */
export function diagnose(
  record: RunRecord,
  target: Target,
  known: readonly Incident[],
  before: HistoryContext = {},
): Diagnosis {
  const found = findingsOf(record.checks, known).map((finding) => asAnnounced(finding, record));
  const causes = found.map((finding) => causeOf(finding, record, target, before));
  const sorted = blameTheRunner([...causes, ...ofHarness(causes, record, target)], record).toSorted(byUrgency);
  const severity = worst(sorted.map((cause) => cause.severity));
  return { ...withoutCauses(record, target), ...(severity && { severity }), causes: sorted };
}

/** A page of maintenance that was announced is what should be seen. */
const asAnnounced = (finding: Finding, record: RunRecord): Finding =>
  finding.incidents[0] === maintenancePage && expectsMaintenance(record)
    ? { ...finding, incidents: [maintenanceAnnounced] }
    : finding;

function ofHarness(causes: readonly Cause[], record: RunRecord, target: Target): Cause[] {
  const told = causes.some(({ incidents }) => incidents[0].id === 'other-harness');
  return record.harness.length > 0 && !told ? [harnessCause(generalIncident('harness'), record, target)] : [];
}

/** When the runner itself has no network, whatever else failed says nothing of the target. */
function blameTheRunner(causes: Cause[], record: RunRecord): Cause[] {
  const offline = causes.find(({ incidents, outcome }) => incidents[0].id === 'runner-offline' && outcome === 'fail');
  if (!offline) return causes;
  const others = causes.filter((cause) => cause !== offline).flatMap(({ checks }) => checks);
  const ids = new Set([...offline.checks, ...others]);
  const below = record.checks.map((check) =>
    others.includes(check.id) ? { ...check, causedBy: offline.checks } : check,
  );
  return [{ ...offline, symptoms: symptomsOf([...ids], below) }];
}

const partyOrder = ['app', 'edge', 'third-party', 'suite'] as const;

/** The worst first; what failed before what is merely slow; our own faults last. */
function byUrgency(a: Cause, b: Cause): number {
  const rank = ({ severity, outcome, owner }: Cause) =>
    severities.indexOf(severity) * 100 + outcomeOrder.indexOf(outcome) * 10 + partyOrder.indexOf(owner.party);
  return rank(a) - rank(b);
}
