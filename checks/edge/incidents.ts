import type { Incident } from '#diagnosis/incident.ts';
import { addressIncidents } from './incidents/addresses.ts';
import { certificateIncidents } from './incidents/certificates.ts';
import { nameAndPortIncidents } from './incidents/names-and-ports.ts';

/** What failures on the way to a host mean. */
export const edgeIncidents: readonly Incident[] = [
  ...nameAndPortIncidents,
  ...addressIncidents,
  ...certificateIncidents,
];
