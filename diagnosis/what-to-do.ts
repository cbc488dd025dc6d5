import type { RunRecord } from '#record/run-record.ts';
import type { Target } from '#targets/target.ts';
import { actionsOf } from './actions.ts';
import { confidenceOf } from './confidence.ts';
import { fillStep } from './fill-incident.ts';
import type { Finding } from './finding.ts';
import type { Step } from './incident.ts';
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
  const otherwise = rivals.length > 0 ? noneOfThese : incident.steps.find(isSoon);
  const logs = logStep(incident, values);
  return {
    ...(since && { since }),
    confidence,
    ...whetherBack({ incidents, checks }, rollback, { since, endedAt, target, values }),
    ...(otherwise && { otherwise: later(otherwise, endedAt, values) }),
    ...(logs && { logs: fillStep(logs, values) }),
  };
}

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

/** What is due much later tidies up: it says nothing to whoever is called. */
const isSoon = ({ afterMinutes = 0 }: Step) => afterMinutes > 0 && afterMinutes < 12 * 60;

const noneOfThese: Step = { text: 'none of these; call the owner with the evidence below', afterMinutes: 15 };

const later = ({ text, afterMinutes = 0 }: Step, endedAt: string, values: TemplateValues) => ({
  at: new Date(Date.parse(endedAt) + afterMinutes * 60_000).toISOString(),
  text: interpolate(text, values),
});
