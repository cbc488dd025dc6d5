import type { Incident } from '#diagnosis/incident.ts';
import { accountIncidents } from './incidents/account.ts';
import { cancellingIncidents } from './incidents/cancelling.ts';
import { checkoutIncidents } from './incidents/checkout.ts';
import { endpointIncidents } from './incidents/endpoint.ts';
import { entitlementIncidents } from './incidents/entitlement.ts';
import { paymentIncidents } from './incidents/payment.ts';
import { signatureIncidents } from './incidents/signature.ts';
import { webhookIncidents } from './incidents/webhook.ts';

/** What failures of billing mean; the more likely one first where evidence cannot decide. */
export const billingIncidents: readonly Incident[] = [
  ...checkoutIncidents,
  ...paymentIncidents,
  ...entitlementIncidents,
  ...cancellingIncidents,
  ...endpointIncidents,
  ...accountIncidents,
  ...signatureIncidents,
  ...webhookIncidents,
];
