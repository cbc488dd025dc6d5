import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { partyOf } from '#record/vocabulary.ts';
import type { Target } from '#targets/target.ts';
import { actionsOf } from './actions.ts';
import { classSeen } from './class-seen.ts';
import { confidenceOf } from './confidence.ts';
import { escalationOf } from './escalation.ts';
import { generalIncident, generalIncidents } from './general-incidents.ts';
import { hostRole } from './host-role.ts';
import type { Incident, Step } from './incident.ts';
import { logStep } from './log-step.ts';
import { isConfirmed } from './match-incidents.ts';
import type { Cause, FilledIncident, HistoryContext } from './model.ts';
import { isConfirmed as isConfirmedByWords } from './old-matcher.ts';
import { answeringLayer, ownerOf } from './owner.ts';
import { pointersTo } from './pointers.ts';
import { rollbackOf } from './rollback.ts';
import { severityByEffect, severityOf, worst } from './severity.ts';
import { sinceWhen } from './since-when.ts';
import { symptomsOf } from './symptoms.ts';
import { interpolate, type TemplateValues, templateValues } from './template-values.ts';

/** Broken checks that mean the same thing. */
export interface Finding {
  incidents: [Incident, ...Incident[]];
  /** The most telling first. */
  checks: [CheckRecord, ...CheckRecord[]];
}

/** Everything there is to say about one thing that is wrong. */
export function causeOf(finding: Finding, record: RunRecord, target: Target, before: HistoryContext): Cause {
  const { incidents, checks } = finding;
  const [lead, ...others] = checks;
  const [incident] = incidents;
  const pointers = checks.flatMap((check) => pointersTo(check, record.checks));
  const ids = checks.map(({ id }) => id);
  const values = templateValues(target, lead);
  const several = incidents.length > 1;
  const title = several ? (incident.together ?? generalIncident(classSeen(lead)).title) : incident.title;
  const symptoms = symptomsOf(ids, record.checks);
  const since = sinceWhen(lead, record.endedAt, before);
  const confidence = confidenceOf(incidents, checks, record);
  const rollback = rollbackOf({ incidents, confidence, since }, record, target, before);
  const severity = severityOfAll(
    finding,
    symptoms.flatMap((symptom) => symptom.ids),
    record,
    target,
  );
  const party = lead.notRun === 'misconfigured' ? 'suite' : (lead.failure?.party ?? partyOf(classSeen(lead)));
  const role = hostRole(lead.id, target);
  const escalation = escalationOf(severity, answeringLayer(party, incident, lead), record, target);
  const repairedBy = repairOf([...ids, ...symptoms.flatMap((symptom) => symptom.ids)], record);
  const actions = actionsOf(incidents, { rollback, since, endedAt: record.endedAt, lead: lead.id });
  const otherwise = several ? noneOfThese : incident.steps.find(({ afterMinutes }) => afterMinutes !== undefined);
  const logs = logStep(incident, values);
  return {
    title: interpolate(title, values),
    incidents: [fillIncident(incident, values), ...incidents.slice(1).map((one) => fillIncident(one, values))],
    known: !generalIncidents.includes(incident),
    ...(several && incident.disambiguate && { disambiguate: fillStep(incident.disambiguate, values) }),
    ...(several && incident.disambiguate && incident.decidingLines && { decidingLines: incident.decidingLines }),
    checks: ids,
    class: classSeen(lead),
    outcome: lead.outcome === 'pass' ? 'degraded' : lead.outcome,
    message: [...new Set((lead.notRun === 'misconfigured' ? checks : [lead, ...pointers]).map(messageOf))].join('; '),
    evidence: [
      ...(lead.failure?.evidence ?? []),
      ...pointers.flatMap(({ id, failure }) => (failure?.evidence ?? []).map((fact) => `${id}: ${fact}`)),
      ...[...others, ...confirmations(incident, record)].map((check) => `${check.id}: ${messageOf(check)}`),
    ],
    severity,
    affected: (role && incident.byRole?.[role]?.affected) ?? incident.affected,
    owner: ownerOf(party, incident, target, lead),
    ...(escalation && party !== 'suite' && { escalation }),
    ...(since && { since }),
    symptoms,
    rollback: { ...rollback, ...(rollback.how && { how: fillStep(rollback.how, values) }) },
    confidence,
    actions: actions.map((step) => fillStep(step, values)),
    ...(otherwise?.afterMinutes && { otherwise: later(otherwise, otherwise.afterMinutes, record, values) }),
    ...(repairedBy && { repairedBy }),
    ...(logs && { logs: fillStep(logs, values) }),
  };
}

/** As bad as the worst that it may be, and as what it does to everybody. */
function severityOfAll(
  { incidents, checks }: Finding,
  symptoms: readonly string[],
  record: RunRecord,
  target: Target,
): Cause['severity'] {
  const own = worst(checks.flatMap((check) => incidents.map((one) => severityOf(one, check, target)))) ?? 'P3';
  const fallen = record.checks.filter(({ id }) => symptoms.includes(id));
  return severityByEffect(own, checks[0], [...checks, ...fallen], target);
}

/** What put things right when the run tried it, at the cause itself or at what rests on it. */
function repairOf(ids: readonly string[], { checks }: RunRecord): string | undefined {
  const concerned = checks.filter(({ id }) => ids.includes(id));
  return concerned.flatMap(({ failure }) => failure?.facts.repairedBy ?? [])[0];
}

/** The checks of the run whose words tell the incident from its rivals. */
function confirmations({ signs, oldSigns }: Incident, { checks }: RunRecord): CheckRecord[] {
  const asked = signs.flatMap(({ confirmedBy }) => confirmedBy ?? []);
  const byWords = oldSigns.flatMap(({ confirmedBy }) => confirmedBy ?? []);
  return checks.filter(
    (check) => asked.some((one) => isConfirmed(one, check)) || byWords.some((one) => isConfirmedByWords(one, check)),
  );
}

/** A fault of the suite outside any check: a worker that crashed, a browser that did not start. */
export function harnessCause(incident: Incident, record: RunRecord, target: Target): Cause {
  const [message = '', ...evidence] = record.harness;
  const values = templateValues(target);
  const rollback = { advice: 'no', why: incident.rollback.why } as const;
  const { endedAt } = record;
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
    actions: actionsOf([incident], { rollback, since: undefined, endedAt, lead: '' }).map((step) =>
      fillStep(step, values),
    ),
  };
}

const noneOfThese: Step = { text: 'none of these; call the owner with the evidence below', afterMinutes: 15 };

const later = ({ text }: Step, minutes: number, { endedAt }: RunRecord, values: TemplateValues) => ({
  at: new Date(Date.parse(endedAt) + minutes * 60_000).toISOString(),
  text: interpolate(text, values),
});

/** A host that the message goes on to speak of need not stand in front of it as well. */
const messageOf = ({ failure, reason, outcome }: CheckRecord) =>
  (failure?.message ?? reason ?? outcome).replace(/^([\w.-]+)(?::\d+)?: (?=.*\1)/, '');

const fillStep = ({ text, command, expect, afterMinutes }: Step, values: TemplateValues): Step => ({
  text: interpolate(text, values),
  ...(command && { command: interpolate(command, values) }),
  ...(expect && { expect: interpolate(expect, values) }),
  ...(afterMinutes && { afterMinutes }),
});

/** Puts the target's and the run's own values into an incident. */
function fillIncident(incident: Incident, values: TemplateValues): FilledIncident {
  const { id, title, brief, symptoms, firstChecks, selfHealing, rollback } = incident;
  const [first, ...rest] = incident.steps;
  return {
    id,
    title: interpolate(title, values),
    ...(brief && { brief }),
    symptoms,
    firstChecks: firstChecks.map((text) => interpolate(text, values)),
    steps: [fillStep(first, values), ...rest.map((step) => fillStep(step, values))],
    selfHealing,
    rollback,
  };
}
