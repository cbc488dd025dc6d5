import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { partyOf } from '#record/vocabulary.ts';
import type { Target } from '#targets/target.ts';
import { confidenceOf } from './confidence.ts';
import { generalIncident } from './general-incidents.ts';
import { hostRole } from './host-role.ts';
import type { Incident, Step } from './incident.ts';
import { logStep } from './log-step.ts';
import { isConfirmed } from './match-incidents.ts';
import type { Cause, FilledIncident, HistoryContext, Rollback } from './model.ts';
import { isConfirmed as isConfirmedByWords } from './old-matcher.ts';
import { ownerOf } from './owner.ts';
import { pointersTo } from './pointers.ts';
import { rollbackOf } from './rollback.ts';
import { classSeen } from './seen.ts';
import { severityOf, worst } from './severity.ts';
import { rollbackSteps, watchIt } from './steps.ts';
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
  const places = templateValues(target, lead);
  const party = lead.notRun === 'misconfigured' ? 'suite' : (lead.failure?.party ?? partyOf(classSeen(lead)));
  const role = hostRole(lead.id, target);
  const disambiguate = incidents.length > 1 ? incident.disambiguate : undefined;
  const logs = logStep(incident, places);
  const rollback = rollbackOf(incidents, lead, record, target, before);
  const title = incidents.length > 1 ? (incident.together ?? generalIncident(classSeen(lead)).title) : incident.title;
  return {
    title: interpolate(title, places),
    incidents: [fillIncident(incident, places), ...incidents.slice(1).map((one) => fillIncident(one, places))],
    ...(disambiguate && { disambiguate: fillStep(disambiguate, places) }),
    ...(disambiguate && incident.decidingLines && { decidingLines: incident.decidingLines }),
    checks: checks.map(({ id }) => id),
    class: classSeen(lead),
    outcome: lead.outcome === 'pass' ? 'degraded' : lead.outcome,
    message: [...new Set((lead.notRun === 'misconfigured' ? checks : [lead, ...pointers]).map(messageOf))].join('; '),
    evidence: [
      ...(lead.failure?.evidence ?? []),
      ...pointers.flatMap(({ id, failure }) => (failure?.evidence ?? []).map((fact) => `${id}: ${fact}`)),
      ...[...others, ...confirmations(incident, record)].map((check) => `${check.id}: ${messageOf(check)}`),
    ],
    severity: worst(checks.flatMap((check) => incidents.map((one) => severityOf(one, check, target)))) ?? 'P3',
    affected: (role && incident.byRole?.[role]?.affected) ?? incident.affected,
    owner: ownerOf(party, incident, target, lead),
    symptoms: symptomsOf(
      checks.map(({ id }) => id),
      record.checks,
    ),
    rollback,
    confidence: confidenceOf(incidents, checks, record),
    ...whatToDo(incidents, rollback, record, places),
    ...(logs && { logs: fillStep(logs, places) }),
  };
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
  return {
    title: incident.title,
    incidents: [fillIncident(incident, templateValues(target))],
    checks: [],
    class: 'harness',
    outcome: 'not-run',
    message,
    evidence,
    severity: incident.severity,
    affected: incident.affected,
    owner: ownerOf('suite', incident, target),
    symptoms: [],
    rollback: { advice: 'no', why: incident.rollback.why },
    confidence: { level: 'high', reasons: ['reported by the runner itself'] },
    ...whatToDo([incident], { advice: 'no', why: '' }, record, templateValues(target)),
  };
}

function whatToDo(
  incidents: readonly [Incident, ...Incident[]],
  { advice, scope }: Rollback,
  { endedAt }: RunRecord,
  places: TemplateValues,
): Pick<Cause, 'actions' | 'otherwise'> {
  const [incident] = incidents;
  const later = incidents.length > 1 ? noneOfThese : incident.steps.find(isLater);
  const actions = firstSteps(incidents, advice === 'yes' ? scope : undefined).map((step) => fillStep(step, places));
  if (!later?.afterMinutes) return { actions };
  const at = new Date(Date.parse(endedAt) + later.afterMinutes * 60_000).toISOString();
  return { actions, otherwise: { at, text: interpolate(later.text, places) } };
}

const noneOfThese: Step = { text: 'none of these; call the owner with the evidence below', afterMinutes: 15 };
const isLater = ({ afterMinutes }: Step) => afterMinutes !== undefined;

/** At most two: what tells candidates apart comes before what changes anything, a rollback before looking closer. */
function firstSteps(incidents: readonly [Incident, ...Incident[]], goBack: 'api' | 'frontend' | undefined): Step[] {
  const [incident, ...rivals] = incidents;
  const now = incident.steps.filter((step) => !isLater(step));
  if (rivals.length > 0) {
    const shared = now.filter((step) => step.command && rivals.every(({ steps }) => steps.includes(step)));
    return [...(incident.disambiguate ? [incident.disambiguate] : []), ...shared, watchIt].slice(0, 2);
  }
  return (goBack ? [rollbackSteps[goBack], watchIt] : now).slice(0, 2);
}

/** A host that the message goes on to speak of need not stand in front of it as well. */
const messageOf = ({ failure, reason, outcome }: CheckRecord) =>
  (failure?.message ?? reason ?? outcome).replace(/^([\w.-]+)(?::\d+)?: (?=.*\1)/, '');

const fillStep = ({ text, command, afterMinutes }: Step, places: TemplateValues): Step => ({
  text: interpolate(text, places),
  ...(command && { command: interpolate(command, places) }),
  ...(afterMinutes && { afterMinutes }),
});

/** Puts the target's and the run's own values into an incident. */
function fillIncident(incident: Incident, places: TemplateValues): FilledIncident {
  const { id, title, brief, symptoms, firstChecks, selfHealing, rollback } = incident;
  const [first, ...rest] = incident.steps;
  return {
    id,
    title: interpolate(title, places),
    ...(brief && { brief }),
    symptoms,
    firstChecks: firstChecks.map((text) => interpolate(text, places)),
    steps: [fillStep(first, places), ...rest.map((step) => fillStep(step, places))],
    selfHealing,
    rollback,
  };
}
