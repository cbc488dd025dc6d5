import type { RunRecord } from '#record/run-record.ts';
import type { Target } from '#targets/target.ts';
import { actionsOf } from './actions.ts';
import { confidenceOf } from './confidence.ts';
import { fillStep } from './fill-incident.ts';
import type { Finding } from './finding.ts';
import type { Incident, Step } from './incident.ts';
import { logStep } from './log-step.ts';
import type { Cause, HistoryContext, Rollback, Since } from './model.ts';
import { rollbackOf } from './rollback.ts';
import { sinceWhen } from './since-when.ts';
import { interpolate, type TemplateValues } from './template-values.ts';

type WhatToDo = Pick<Cause, 'since' | 'confidence' | 'rollback' | 'actions' | 'otherwise' | 'logs'>;

/** How sure it is, whether to go back, what to do first, and what to think of when that has not helped. */
export function whatToDo(
  { incidents, checks }: Finding,
  record: RunRecord,
  target: Target,
  before: HistoryContext,
  values: TemplateValues,
): WhatToDo {
  const [[incident, ...rivals], [lead]] = [incidents, checks];
  const { endedAt } = record;
  const since = sinceWhen(lead, endedAt, before);
  const confidence = confidenceOf(incidents, checks, record);
  const rollback = rollbackOf({ incidents, confidence, since }, record, target, before);
  const otherwise = rivals.length > 0 ? noneOfThese : whenStillRed(incident);
  const logs = logStep(incident, values);
  return {
    ...(since && { since }),
    confidence,
    ...whetherBack({ incidents, checks }, rollback, { since, endedAt, target, values }),
    ...(otherwise && { otherwise: later(otherwise, endedAt, values) }),
    ...(logs && { logs: fillStep(logs, values) }),
  };
}

/** What is due much later keeps it from coming again: it says nothing to whoever is called. */
function whenStillRed({ steps, severity }: Incident): Step | undefined {
  const isUrgent = severity === 'P0' || severity === 'P1';
  return steps.find(isSoon) ?? (isUrgent ? noneOfThese : undefined);
}

const isSoon = ({ afterMinutes = 0 }: Step) => afterMinutes > 0 && afterMinutes < 12 * 60;

/** Whether to go back, and what to do first, which depends on it. */
export function whetherBack(
  { incidents, checks: [lead] }: Pick<Finding, 'incidents' | 'checks'>,
  rollback: Rollback,
  {
    since,
    endedAt,
    target,
    values,
  }: { since: Since | undefined; endedAt: string; target: Target; values: TemplateValues },
): Pick<Cause, 'rollback' | 'actions'> {
  const actions = actionsOf(incidents, { rollback, since, endedAt, lead: lead.id, platform: target });
  return {
    rollback: { ...rollback, ...(rollback.how && { how: fillStep(rollback.how, values) }) },
    actions: actions.map((step) => fillStep(step, values)),
  };
}

const noneOfThese: Step = { text: 'none of these; call the owner with the evidence below', afterMinutes: 15 };

const later = ({ text, afterMinutes = 0 }: Step, endedAt: string, values: TemplateValues) => ({
  at: new Date(Date.parse(endedAt) + afterMinutes * 60_000).toISOString(),
  text: interpolate(text, values),
});
