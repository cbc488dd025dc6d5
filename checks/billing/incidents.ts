import type { Incident } from '#diagnosis/incident.ts';
import { purchaseIncidents } from './incidents/purchase.ts';
import { stripeAccountIncidents } from './incidents/stripe-account.ts';
import { webhookIncidents } from './incidents/webhook.ts';

/** What failures of billing mean; the more likely one first where evidence cannot decide. */
export const billingIncidents: readonly Incident[] = [
  ...purchaseIncidents,
  ...stripeAccountIncidents,
  ...webhookIncidents,
];
