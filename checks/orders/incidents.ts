import type { Incident } from '#diagnosis/incident.ts';
import { checkoutIncidents } from './incidents/checkout.ts';
import { dataIncidents } from './incidents/data.ts';
import { paidIncidents } from './incidents/paid.ts';

/** What failures of orders mean; the more likely one first where evidence cannot decide. */
export const orderIncidents: readonly Incident[] = [...dataIncidents, ...checkoutIncidents, ...paidIncidents];
