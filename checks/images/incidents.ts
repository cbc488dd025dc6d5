import type { Incident } from '#diagnosis/incident.ts';
import { accessIncidents } from './incidents/access.ts';
import { objectIncidents } from './incidents/objects.ts';

/** What failures of images mean. */
export const imageIncidents: readonly Incident[] = [...objectIncidents, ...accessIncidents];
