import type { LayerDefinition } from '#diagnosis/layer.ts';
import { frontendFailures } from './failures.ts';
import { frontendIncidents } from './incidents.ts';

export const layer: LayerDefinition = { failures: frontendFailures, incidents: frontendIncidents };
