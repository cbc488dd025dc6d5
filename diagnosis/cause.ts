import { type CheckRecord, type RunRecord, targetFlagOf } from '#record/run-record.ts';
import { partyOf, type Severity } from '#record/vocabulary.ts';
import type { Target } from '#targets/target.ts';
import { actionsOf } from './actions.ts';
import { classSeen } from './class-seen.ts';
import { incidentHere } from './done-here.ts';
import { escalationOf } from './escalation.ts';
import { fillIncident, fillStep } from './fill-incident.ts';
import type { Finding } from './finding.ts';
import { generalIncident, isGeneral } from './general-incidents.ts';
import { healthyLayersOf } from './healthy-layers.ts';
import { asForRole, hostRole } from './host-role.ts';
import type { Incident } from './incident.ts';
import { isConfirmed } from './match-incidents.ts';
import type { Cause, HistoryContext } from './model.ts';
import { answeringLayer, ownerOf } from './owner.ts';
import { severityByEffect, severityOf, worst } from './severity.ts';
import { symptomsOf } from './symptoms.ts';
import { interpolate, type TemplateValues, templateValues } from './template-values.ts';
import { whatToDo, whetherBack } from './what-to-do.ts';

/** Everything there is to say about one thing that is wrong. */
export function causeOf(found: Finding, record: RunRecord, target: Target, before: HistoryContext): Cause {
  const values = templateValues(target, found.checks[0], targetFlagOf(record), wellIn(record));
  const [first, ...rivals] = found.incidents;
  const role = hostRole(found.checks[0].id, target);
  const here = (incident: Incident) => incidentHere(asForRole(incident, role), target);
  const finding: Finding = { ...found, incidents: [here(first), ...rivals.map(here)] };
  const cause: Cause = {
    ...meaningOf(finding, values),
    ...seenOf(finding, record),
    ...effectOf(finding, worstOf(found, target), record, target, values),
    ...whatToDo(finding, record, target, before, values),
  };
  if (!before.goesBack) return cause;
  const told = { since: cause.since, endedAt: record.endedAt, target, values };
  return { ...cause, ...whetherBack(finding, before.goesBack(cause), told) };
}

/** Layers in which everything holds, and checks that do. */
const wellIn = (record: RunRecord): string[] => [
  ...healthyLayersOf(record),
  ...record.checks.flatMap(({ id, outcome }) => (outcome === 'pass' ? id : [])),
];

type Meaning = Pick<Cause, 'title' | 'incidents' | 'known' | 'disambiguate' | 'decidingLines'>;

function meaningOf({ incidents: [incident, ...rivals], checks: [lead] }: Finding, values: TemplateValues): Meaning {
  const several = rivals.length > 0;
  const title = several ? (incident.together ?? generalIncident(classSeen(lead)).title) : incident.title;
  const { disambiguate, decidingLines } = incident;
  return {
    title: interpolate(title, values),
    incidents: [fillIncident(incident, values), ...rivals.map((one) => fillIncident(one, values))],
    known: !isGeneral(incident),
    ...(several && disambiguate && { disambiguate: fillStep(disambiguate, values) }),
    ...(several && disambiguate && decidingLines && { decidingLines }),
  };
}

type Seen = Pick<Cause, 'checks' | 'class' | 'outcome' | 'message' | 'evidence'>;

function seenOf({ incidents: [incident], checks, pointers }: Finding, record: RunRecord): Seen {
  const [lead, ...others] = checks;
  return {
    checks: checks.map(({ id }) => id),
    class: classSeen(lead),
    outcome: lead.outcome === 'pass' ? 'degraded' : lead.outcome,
    message: [...new Set((lead.notRun === 'misconfigured' ? checks : [lead, ...pointers]).map(messageOf))].join('; '),
    evidence: [
      ...(lead.failure?.evidence ?? []),
      ...pointers.flatMap(({ id, failure }) => (failure?.evidence ?? []).map((fact) => `${id}: ${fact}`)),
      ...[...others, ...confirmations(incident, record)].map((check) => `${check.id}: ${messageOf(check)}`),
    ],
  };
}

type Effect = Pick<Cause, 'severity' | 'affected' | 'symptoms' | 'repairedBy' | 'owner' | 'escalation'>;

/** Whom it hits and how badly, what it brought down, and who answers. */
function effectOf(
  { incidents, checks }: Finding,
  own: Severity,
  record: RunRecord,
  target: Target,
  values: TemplateValues,
): Effect {
  const [[incident], [lead]] = [incidents, checks];
  const ids = checks.map(({ id }) => id);
  const symptoms = symptomsOf(ids, record.checks);
  const below = symptoms.flatMap((symptom) => symptom.ids);
  const fallen = record.checks.filter(({ id }) => below.includes(id));
  const severity = incident.holdsSeverity ? own : severityByEffect(own, lead, fallen, target);
  const party = lead.notRun === 'misconfigured' ? 'suite' : (lead.failure?.party ?? partyOf(classSeen(lead)));
  const escalation = escalationOf(severity, answeringLayer(party, incident, lead), record, target);
  const [repairedBy] = [...checks, ...fallen].flatMap(({ failure }) => failure?.facts.repairedBy ?? []);
  return {
    severity,
    affected: interpolate(incident.affected, values),
    symptoms,
    ...(repairedBy && { repairedBy }),
    owner: ownerOf(party, incident, target, lead),
    ...(escalation && party !== 'suite' && { escalation }),
  };
}

/** Each check with what its own host is for: one of several may be worse hit than the one that leads. */
const worstOf = ({ incidents, checks }: Finding, target: Target): Severity =>
  worst(checks.flatMap((check) => incidents.map((one) => severityOf(one, check, target)))) ?? 'P3';

/** The checks of the run whose failure tells the incident from its rivals. */
function confirmations({ signs }: Incident, { checks }: RunRecord): CheckRecord[] {
  const asked = signs.flatMap(({ confirmedBy }) => confirmedBy ?? []);
  return checks.filter((check) => asked.some((one) => isConfirmed(one, check)));
}

/** A fault of the suite outside any check: a worker that crashed, a browser that did not start. */
export function harnessCause(general: Incident, record: RunRecord, target: Target): Cause {
  const incident = incidentHere(general, target);
  const [message = '', ...evidence] = record.harness;
  const values = templateValues(target, undefined, targetFlagOf(record));
  const rollback = { advice: 'no', why: incident.rollback.why } as const;
  const actions = actionsOf([incident], { rollback, since: undefined, endedAt: record.endedAt, lead: '' });
  return {
    title: incident.title,
    incidents: [fillIncident(incident, values)],
    known: false,
    checks: [],
    class: 'harness',
    outcome: 'not-run',
    message,
    evidence,
    severity: incident.severity,
    affected: incident.affected,
    owner: ownerOf('suite', incident, target),
    symptoms: [],
    rollback,
    confidence: { level: 'high', reasons: ['reported by the runner itself'] },
    actions: actions.map((step) => fillStep(step, values)),
  };
}

/** A host that the message goes on to speak of need not stand in front of it as well. */
const messageOf = ({ failure, reason, outcome }: CheckRecord) =>
  (failure?.message ?? reason ?? outcome).replace(/^([\w.-]+)(?::\d+)?: (?=.*\1)/, '');
