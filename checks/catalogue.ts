import { generalIncidents } from '#diagnosis/general-incidents.ts';
import type { Incident } from '#diagnosis/incident.ts';
import { watchingIncidents } from '#diagnosis/suite-incidents.ts';
import type { FailureClass } from '#record/vocabulary.ts';
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

const generalByClass = new Map(generalIncidents.map((incident) => [incident.id, incident]));

/** The incident of a class, for what no known incident explains. */
export function generalIncident(failureClass: FailureClass): Incident {
  const incident = generalByClass.get(`other-${failureClass}`);
  if (!incident) throw new Error(`The runbook has no general incident for the class "${failureClass}".`);
  return incident;
}
