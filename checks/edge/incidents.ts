import type { Incident } from '#diagnosis/incident.ts';
import { addressIncidents } from './incidents/addresses.ts';
import { certificateIncidents } from './incidents/certificates.ts';
import { handshakeIncidents } from './incidents/handshakes.ts';
import { nameAndPortIncidents } from './incidents/names-and-ports.ts';
import { notListeningIncidents } from './incidents/not-listening.ts';

/** What failures on the way to a host mean. */
export const edgeIncidents: readonly Incident[] = [
  ...nameAndPortIncidents,
  ...notListeningIncidents,
  ...addressIncidents,
  ...certificateIncidents,
  ...handshakeIncidents,
];
