import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { undecidedChecks } from '#record/verdict.ts';
import { severities } from '#record/vocabulary.ts';
import type { Target } from '#targets/target.ts';
import { causeOf, type Finding, harnessCause } from './cause.ts';
import { escalationOf } from './escalation.ts';
import { generalIncident } from './general-incidents.ts';
import type { Incident } from './incident.ts';
import { maintenanceUntil } from './maintenance.ts';
import { matchIncidents } from './match-incidents.ts';
import type { Cause, Diagnosis, HistoryContext } from './model.ts';
import { matchByWords } from './old-matcher.ts';
import { pointersTo } from './pointers.ts';
import { healthyLayersOf, ruledOut } from './ruled-out.ts';
import { classSeen, isSecondTry } from './seen.ts';
import { worst } from './severity.ts';
import { edgeBlocksProbe } from './suite-incidents.ts';
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
  const causes = merge(findings(record.checks, known)).map((finding) => causeOf(finding, record, target, before));
  const sorted = blameTheRunner([...causes, ...ofHarness(causes, record, target)], record).toSorted(byUrgency);
  const severity = worst(sorted.map((cause) => cause.severity));
  const planned = maintenanceUntil(record.endedAt, target);
  const escalation = severity && !planned ? escalationOf(severity, record, target) : undefined;
  return {
    verdict: record.verdict.name,
    ...(severity && { severity }),
    causes: sorted,
    holds: ruledOut(record),
    works: healthyLayersOf(record),
    undecided: undecidedChecks(record),
    ...(escalation && { escalation }),
    ...(planned && { maintenanceUntil: planned }),
  };
}

/** Broken, and nothing that it rests on is. What merely never ran says nothing of the target. */
const isCause = ({ outcome, notRun, causedBy, muted }: CheckRecord) =>
  !muted && causedBy.length === 0 && (outcome === 'fail' || outcome === 'degraded' || notRun === 'misconfigured');

function findings(checks: readonly CheckRecord[], known: readonly Incident[]): Finding[] {
  const broken = checks.filter(isCause);
  const pointers = new Set(broken.flatMap((check) => pointersTo(check, broken)));
  const causes = broken.filter((check) => !pointers.has(check));
  const refused = causes.filter((check) => check.layer !== 'edge' && classSeen(check) === 'edge-blocked');
  const answered = checks.some(
    ({ layer, outcome }) => layer !== 'edge' && (outcome === 'pass' || outcome === 'degraded'),
  );
  const everywhere = refused.length > 1 && !answered;
  return causes.map((check) => {
    if (everywhere && refused.includes(check)) return { incidents: [edgeBlocksProbe], checks: [check] };
    const steady = isSecondTry(check) ? unsteady(check, checks) : undefined;
    if (steady) return { incidents: match(steady, checks, known), checks: [steady, check] };
    return { incidents: match(check, checks, known), checks: [check] };
  });
}

/** By words as long as a layer, or a sample, has no codes of its own. */
function match(check: CheckRecord, all: readonly CheckRecord[], known: readonly Incident[]): [Incident, ...Incident[]] {
  const speaksByCode = ({ signs }: Incident) => signs.some((sign) => sign.check.startsWith(`${check.layer}/`));
  const coded = known.some(speaksByCode) && check.failure?.code !== 'not-recorded';
  return coded ? matchIncidents(check, all, known) : matchByWords(check, all, known);
}

/** The claim that counted the bad answers, where a second try met one of them by chance. */
const unsteady = ({ layer }: CheckRecord, checks: readonly CheckRecord[]) =>
  layer === 'edge' || layer === 'frontend'
    ? undefined
    : checks.find(
        ({ id, outcome, failure }) => isSteady(id) && outcome !== 'pass' && failure && failure.class !== 'latency',
      );
const isSteady = (id: string) => id.split(':')[0] === 'api/steady';

/** General incidents that are one and the same wherever they show. */
const oneEverywhere = new Set(['other-latency', 'other-edge-blocked', 'other-rate-limited', 'other-harness']);

/** Checks that mean the same become one finding. Those of a general incident stay apart: they only look alike. */
function merge(all: readonly Finding[]): Finding[] {
  const groups = Map.groupBy(all, ({ incidents, checks }) => {
    const key = incidents.map(({ id }) => id).join(' ');
    return key.startsWith('other-') && !oneEverywhere.has(key) ? `${key} ${checks[0].id}` : key;
  });
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const checks = [...new Set([...first.checks, ...others.flatMap((other) => other.checks)])];
    const named = new Set([...first.incidents[0].signs, ...first.incidents[0].oldSigns].map((sign) => sign.check));
    const rank = (check: CheckRecord) => (named.has(check.id.split(':')[0] ?? '') ? 0 : 1_000) + order(check);
    const [lead = first.checks[0], ...rest] = checks.toSorted((a, b) => rank(a) - rank(b));
    return [{ incidents: first.incidents, checks: [lead, ...rest] }];
  });
}

const outcomeOrder = ['fail', 'degraded', 'not-run', 'pass'] as const;
const order = ({ outcome, severity }: CheckRecord) => outcomeOrder.indexOf(outcome) * 10 + severities.indexOf(severity);

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
