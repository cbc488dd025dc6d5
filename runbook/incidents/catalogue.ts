import type { FailureClass } from '../../record/vocabulary.ts';
import type { Incident } from '../incident.ts';
import { apiIncidents } from './api.ts';
import { authIncidents } from './auth.ts';
import { billingIncidents } from './billing.ts';
import { generalIncidents } from './by-class.ts';
import { edgeIncidents } from './edge.ts';
import { frontendIncidents } from './frontend.ts';
import { imageIncidents } from './images.ts';
import { stripeAccountIncidents } from './stripe-account.ts';
import { watchingIncidents } from './watching.ts';
import { webhookIncidents } from './webhook.ts';

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
