import { diagnose } from '#diagnosis/diagnose.ts';
import { generalIncidents } from '#diagnosis/general-incidents.ts';
import type { Incident } from '#diagnosis/incident.ts';
import type { Diagnosis, HistoryContext } from '#diagnosis/model.ts';
import { watchingIncidents } from '#diagnosis/suite-incidents.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { Target } from '#targets/target.ts';
import { apiIncidents } from './api/incidents.ts';
import { authIncidents } from './auth/incidents.ts';
import { billingIncidents } from './billing/incidents/purchase.ts';
import { stripeAccountIncidents } from './billing/incidents/stripe-account.ts';
import { webhookIncidents } from './billing/incidents/webhook.ts';
import { edgeIncidents } from './edge/incidents.ts';
import { frontendIncidents } from './frontend/incidents.ts';
import { imageIncidents } from './images/incidents.ts';

/** Incidents that are recognised by what a check saw; the more likely one first where evidence cannot decide. */
export const knownIncidents: readonly Incident[] = [
  ...edgeIncidents,
  ...apiIncidents,
  ...frontendIncidents,
  ...authIncidents,
  ...imageIncidents,
  ...billingIncidents,
  ...stripeAccountIncidents,
  ...webhookIncidents,
];

/** Everything the runbook knows. */
export const incidents: readonly Incident[] = [...knownIncidents, ...watchingIncidents, ...generalIncidents];

/** What a run means by everything that the layers know. */
export const diagnoseRun = (record: RunRecord, target: Target, before: HistoryContext = {}): Diagnosis =>
  diagnose(record, target, knownIncidents, before);
